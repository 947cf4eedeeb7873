import { saidIn } from '../../domain/said'

/** What keeps something from Naumen: in a sentence, and what to do about it. */
export type Reason = { words: string; advice: string; isOurs: boolean }

type Known = { of: RegExp; ru: [string, string]; en: [string, string]; isOurs?: boolean }

/** Naumen's and our own words, as jobs keep them; the first row that fits wins. */
const known: Known[] = [
  {
    of: /ключ\S* (доступа|авторизации)/i,
    ru: [
      'Naumen не принимает ключ доступа',
      'Выпустите в Naumen новый ключ и задайте его в NAUMEN_ACCESS_KEY. Всё уйдёт само.',
    ],
    en: [
      'Naumen does not accept the access key',
      'Issue a new key in Naumen and set NAUMEN_ACCESS_KEY. Everything will then leave by itself.',
    ],
  },
  {
    of: /не заполнены обязательные атрибуты:?\s*/i,
    ru: [
      'Naumen требует поле, которое бот не заполняет: {rest}',
      'Сделайте его необязательным в Naumen или задайте в «Связь с Naumen», затем повторите.',
    ],
    en: [
      'Naumen demands a field the bot does not fill in: {rest}',
      'Make it optional in Naumen or set it in “Naumen mapping”, then retry.',
    ],
  },
  {
    of: /атрибут\S* с кодом\s*/i,
    ru: [
      'В Naumen нет атрибута, который указан в «Связь с Naumen»: {rest}',
      'Исправьте код атрибута в «Связь с Naumen», затем повторите.',
    ],
    en: [
      'Naumen has no attribute of the code set in “Naumen mapping”: {rest}',
      'Correct the code in “Naumen mapping”, then retry.',
    ],
  },
  {
    of: /недостаточно прав|нет прав|доступ запрещ/i,
    ru: [
      'У учётной записи бота в Naumen не хватает прав',
      'Дайте ей права на создание и изменение заявок и комментариев, затем повторите.',
    ],
    en: [
      'The bot’s account in Naumen lacks a right',
      'Let it create and change tickets and comments, then retry.',
    ],
  },
  {
    of: /уволен или заблокирован/i,
    ru: [
      'Сотрудник уволен или заблокирован',
      'Передавать заявку не от кого. Если это ошибка, верните сотрудника в Naumen и повторите.',
    ],
    en: [
      'The employee was dismissed or locked',
      'If that is a mistake, bring the employee back in Naumen and retry.',
    ],
  },
  {
    of: /больше нет в Naumen|не найден|not found/i,
    ru: [
      'В Naumen больше нет того, к чему это относится',
      'Проверьте, не удалена ли заявка. Если удалена, прекратите передачу.',
    ],
    en: ['It is no longer there in Naumen', 'If the ticket was deleted there, give up.'],
  },
  {
    of: /дважды/i,
    ru: ['{all}', 'Закройте в Naumen лишнее обращение.'],
    en: ['The ticket stands twice in Naumen', 'Close the superfluous one there.'],
  },
  {
    of: /переход|статус/i,
    ru: [
      'Naumen не даёт перевести заявку в это состояние',
      'Посмотрите заявку в Naumen: возможно, инженер уже изменил её. Если так, прекратите передачу.',
    ],
    en: [
      'Naumen does not let the ticket change to this state',
      'Look at it in Naumen: an engineer may have changed it already. If so, give up.',
    ],
  },
  {
    of: /CERT|EPROTO|SELF_SIGNED|UNABLE_TO_(GET|VERIFY)/,
    ru: [
      'Сертификат сервера Naumen не проходит проверку',
      'Задайте файл корневого сертификата в NAUMEN_CA_FILE. Повторим сами.',
    ],
    en: [
      'The certificate of Naumen’s server is not trusted',
      'Set NAUMEN_CA_FILE. It is tried again by itself.',
    ],
  },
  {
    of: /нет связи|не ответил|оборвал|ответил не|испорчен|закрыт на время|ответил ошибкой|веб-страниц|не назвал/i,
    ru: [
      'Naumen сейчас не отвечает',
      'Делать ничего не нужно: повторяем сами. Если это длится час, проверьте сервер Naumen и сеть.',
    ],
    en: [
      'Naumen does not answer at the moment',
      'Nothing to do: it is tried again by itself. After an hour check Naumen’s server and the network.',
    ],
  },
  {
    of: /Telegram не отдаёт файл|Telegram did not answer/,
    ru: ['Telegram сейчас не отвечает', 'Делать ничего не нужно: повторяем сами.'],
    en: ['Telegram does not answer at the moment', 'Nothing to do: it is tried again by itself.'],
  },
  {
    of: /Telegram refused/,
    ru: [
      'Telegram отказал',
      'Скорее всего, сотрудник заблокировал бота. Если так, прекратите попытки.',
    ],
    en: ['Telegram refused', 'Most likely the employee has blocked the bot. If so, give up.'],
  },
  {
    of: /SMTP|EAUTH|mail|smtp|ECONNECTION|ESOCKET/,
    ru: [
      'Почтовый сервер не принимает письмо',
      'Проверьте SMTP_URL и почтовый сервер, затем повторите.',
    ],
    en: [
      'The mail server does not take the message',
      'Check SMTP_URL and the mail server, then retry.',
    ],
  },
  {
    of: /заминка/i,
    ru: ['Сервер был перегружен', 'Делать ничего не нужно: повторяем сами.'],
    en: ['The server was overloaded', 'Nothing to do: it is tried again by itself.'],
  },
  {
    of: /внутренняя ошибка/i,
    ru: [
      'Внутренняя ошибка бота',
      'Повторите. Если не поможет, передайте номер заявки тому, кто сопровождает бота: подробности в журнале сервера.',
    ],
    en: [
      'An internal error of the bot',
      'Retry. If that does not help, pass the number on to whoever maintains the bot.',
    ],
    isOurs: true,
  },
]

const unknown = {
  ru: ['Naumen отказал', 'Прочитайте ответ Naumen ниже, устраните причину и повторите.'],
  en: ['Naumen refused', 'Read its answer below, remove the cause and retry.'],
} as const

const longTried = /^Не удавалось три дня\.\s*/

/** @param raw as a job has kept it; @param language of the panel */
export function reasonOf(raw: string, language: string | undefined): Reason {
  const said = raw.replace(longTried, '')
  const row = known.find(({ of }) => of.test(said))
  const [words, advice] = (row ?? unknown)[language === 'en' ? 'en' : 'ru']
  const rest = row
    ? said
        .slice(said.search(row.of))
        .replace(row.of, '')
        .replace(/( не найден)?[.\s]*$/, '')
    : ''
  const long = longTried.test(raw)
  const tried = saidIn(language, { ru: 'Пытались три дня. ', en: 'Tried for three days. ' })
  return {
    words: `${long ? tried : ''}${words.replace('{rest}', rest).replace('{all}', said)}`,
    advice,
    isOurs: row?.isOurs ?? false,
  }
}

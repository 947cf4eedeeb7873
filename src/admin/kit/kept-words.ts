type Kept = [of: RegExp, en: string]

/**
 * Sentences of ours that jobs keep beside what they speak of. They are kept in Russian, in which they
 * also go to Naumen, to employees and into mails; the first that fits wins.
 */
const kept: Kept[] = [
  [/^Не удавалось три дня\. /, 'Tried for three days. '],
  [
    /Внутренняя ошибка, подробности в журнале/,
    'An internal error, details are in the server’s log',
  ],
  [/Заминка/, 'The server was overloaded'],
  [/С Naumen нет связи/, 'Naumen cannot be reached'],
  [/Naumen не ответил за (\d+) с$/, 'Naumen did not answer within $1 s'],
  [/Связь с Naumen оборвалась/, 'The connection with Naumen broke off'],
  [/Naumen ответил веб-страницей вместо данных/, 'Naumen answered with a web page instead of data'],
  [/Naumen ответил ошибкой/, 'Naumen answered with the error'],
  [/Naumen ответил не (списком|объектом)/, 'Naumen’s answer is not what was asked for'],
  [/Naumen не назвал созданный объект/, 'Naumen did not name what it has made'],
  [/Ответ Naumen оборван или испорчен/, 'Naumen’s answer is cut off or damaged'],
  [/Naumen не принимает ключ доступа/, 'Naumen does not accept the access key'],
  [/Naumen закрыт на время/, 'Naumen is left alone for a while'],
  [/^Отказ (\d+)$/, 'Refused: $1'],
  [/Telegram не отдаёт файлы/, 'Telegram does not give the files away'],
  [/Telegram больше не отдаёт этот файл/, 'Telegram no longer gives this file away'],
  [/Telegram его не принимает/, 'Telegram does not take it'],
  [/Сотрудник уволен или заблокирован: не передано/, 'The employee was dismissed or locked'],
  [/Заявки больше нет в Naumen/, 'The ticket is no longer there in Naumen'],
  [/^Заявка (\S+) попала в Naumen дважды/, 'The ticket $1 stands twice in Naumen'],
  [/В Naumen заявка стоит дважды/, 'The ticket stands twice in Naumen'],
  [/Файл пустой|он пустой/, 'the file is empty'],
  [
    /Программы, ярлыки и веб-страницы не принимаются/,
    'programs, shortcuts and web pages are not accepted',
  ],
  [/Файл уже удалён по сроку хранения/, 'the file has been deleted, as it was kept long enough'],
  [/он больше 50 МБ/, 'it is larger than 50 MB'],
  [/он больше не хранится/, 'it is no longer kept'],
  [/система инженеров его не отдаёт/, 'Naumen does not give it away'],
  [/система инженеров не отвечает/, 'Naumen does not answer'],
  [/^Ждёт, пока в Naumen появится «(.*)»\.$/, 'Waits until “$1” is in Naumen.'],
  [/^Здесь её изменили, а в Naumen .*/, 'It was changed here, and in Naumen too.'],
  [
    /^В Naumen её перенесли туда, где она здесь не помещается.*/,
    'In Naumen it was moved to where it does not fit here: there are three levels, and nothing stands inside itself.',
  ],
  [/^по расписанию$/, 'on schedule'],
]

/** What a job has kept, for whoever reads the panel in English; Naumen's own words stay as they are. */
export function keptWords<Raw extends string | null>(raw: Raw, language: string): Raw | string {
  if (raw === null || language !== 'en') return raw
  const tried = kept[0]!
  const said = raw.replace(...tried)
  const known = kept.slice(1).find(([of]) => of.test(said))
  return known ? said.replace(...known) : said
}

import { mailPage, type MailText, momentInWords as moment } from './mail'

/** In words of whoever reads the mail: which panel it is. */
const panel = 'панель управления ботом поддержки'

export const panelCodeMail = (mail: { code: string; until: Date; timeZone: string }): MailText =>
  mailPage('Код для входа в панель', [
    { kind: 'text', text: `Введите этот код на странице входа в ${panel}:` },
    { kind: 'code', text: `${mail.code.slice(0, 4)}\u00a0${mail.code.slice(4)}` },
    {
      kind: 'text',
      text: `Код действует до ${moment(mail.until, mail.timeZone)} и подходит один раз.`,
    },
    {
      kind: 'small',
      text: 'Ваш пароль уже введён верно. Если это были не вы, никому не сообщайте код и сразу смените пароль: на странице входа нажмите «Забыли пароль?».',
    },
  ])

export const invitationMail = (mail: {
  name: string
  role: 'administrator' | 'contentManager'
  link: string
  until: Date
  timeZone: string
}): MailText =>
  mailPage('Вам открыли панель управления ботом поддержки', [
    { kind: 'text', text: `Здравствуйте, ${mail.name}!` },
    { kind: 'text', text: mayDo[mail.role] },
    {
      kind: 'text',
      text: 'Осталось выбрать пароль. При входе понадобится ещё код: он придёт на эту почту.',
    },
    { kind: 'button', label: 'Выбрать пароль', url: mail.link },
    { kind: 'text', text: `Ссылка действует до ${moment(mail.until, mail.timeZone)}.` },
    {
      kind: 'small',
      text: 'Если вы этого не ждали, ничего не делайте и сообщите администратору бота.',
    },
  ])

const mayDo = {
  administrator: 'Вы администратор: вам доступны заявки, люди, меню, статьи и настройки бота.',
  contentManager: 'Вы контент-менеджер: вы ведёте меню, статьи и рассылки бота.',
}

export const passwordMail = (mail: { link: string; until: Date; timeZone: string }): MailText =>
  mailPage('Новый пароль для панели', [
    { kind: 'text', text: `Для вашей почты попросили новый пароль, чтобы войти в ${panel}.` },
    { kind: 'button', label: 'Выбрать новый пароль', url: mail.link },
    {
      kind: 'text',
      text: `Ссылка действует до ${moment(mail.until, mail.timeZone)} и только один раз. С новым паролем все открытые входы завершатся.`,
    },
    { kind: 'small', text: 'Если это были не вы, ничего не делайте: пароль останется прежним.' },
  ])

export const emergencyMail = (mail: { at: Date; timeZone: string }): MailText =>
  mailPage('Вход по аварийной учётной записи', [
    {
      kind: 'text',
      text: `В ${panel} вошли по аварийной учётной записи: ${moment(mail.at, mail.timeZone)}. Она входит без кода из письма.`,
    },
    {
      kind: 'small',
      text: 'Если вы не знаете, кто это был и зачем, завершите её входы в разделе «Администраторы» и смените ей пароль.',
    },
  ])

export const adminDismissedMail = (mail: { name: string; at: Date; timeZone: string }): MailText =>
  mailPage('Доступ в панель закрыт: сотрудник уволен', [
    {
      kind: 'text',
      text: `${mail.name}: по данным Naumen сотрудник уволен или заблокирован. Доступ в панель закрыт ${moment(mail.at, mail.timeZone)}, открытые входы завершены.`,
    },
    {
      kind: 'small',
      text: 'Сам доступ не вернётся. Если сотрудник снова работает, откройте его в разделе «Администраторы».',
    },
  ])

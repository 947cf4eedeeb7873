import { randomUUID } from 'node:crypto'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createQueue } from '../../src/queue'
import { until } from '../world/until'
import { isAwake } from './admin-panel'
import { showPicture } from './browser'
import { type PanelStage, startPanelStage } from './panel-stage'

let stage: PanelStage
let installation: PanelStage['installation']
let boss: Page
let petr: Page
let trouble: string[]

/** Our own person: the installation may be somebody else's too. */
const mark = randomUUID().slice(0, 6)
const name = `Петров Пётр ${mark}`
const email = `petrov.${mark}@blago.example`
const firstPassword = 'первый пароль Петра'
const secondPassword = 'второй пароль Петра'
let uuid: string
let user: string

beforeAll(async () => {
  stage = await startPanelStage()
  ;({ installation, page: boss, trouble } = stage)
  petr = await stage.anotherWindow()
  await hirePetr()
}, 300_000)

afterAll(() => stage?.stop())

const rows: PanelStage['rows'] = (query, values) => stage.rows(query, values)

/** Employed in Naumen, and has used the bot. */
async function hirePetr() {
  const hired = { title: name, lastName: 'Петров', firstName: 'Пётр', email, login: email }
  const employee = await installation.control('NAUMEN').post<{ uuid: string }>('/employees', hired)
  uuid = employee.uuid
  const [made] = await rows<{ id: string }>(
    `INSERT INTO users (name, first_name, email, login, employee, role, state, checked_at)
     VALUES ($1, 'Пётр', $2, $2, $3, 'employee', 'active', now()) RETURNING id::text`,
    [name, email, uuid],
  )
  user = made?.id ?? ''
}

type Mail = { subject: string; text: string }
const mails = () =>
  installation.control('MAILBOX').get<Mail[]>(`/mails?to=${encodeURIComponent(email)}`)

/** What the newest mail of that subject says where `wanted` fits; the mail is not taken twice. */
const taken = new Set<string>()
const fromMail = (subject: RegExp, wanted: RegExp) =>
  until(`a mail «${subject.source}»`, async () => {
    const mail = (await mails()).find((one) => subject.test(one.subject) && !taken.has(one.text))
    if (!mail) return undefined
    taken.add(mail.text)
    return wanted.exec(mail.text)?.[0]
  })
const linkFrom = (subject: RegExp) => fromMail(subject, /https?:\S+\/admin\/password\?token=\S+/)

async function choosesPassword(link: string, password: string) {
  await petr.goto(link)
  await petr.getByRole('heading', { name: 'Выберите пароль' }).waitFor()
  await isAwake(petr.getByRole('button', { name: 'Сохранить пароль' }))
  await petr.getByLabel('Новый пароль', { exact: true }).fill(password)
  await petr.getByLabel('Новый пароль ещё раз').fill(password)
  await petr.getByRole('button', { name: 'Сохранить пароль' }).click()
  await petr.getByRole('heading', { name: 'Пароль сохранён' }).waitFor()
  await petr.getByRole('link', { name: 'Войти в панель' }).click()
}

async function entersPassword(password: string) {
  await isAwake(petr.getByRole('button', { name: 'Войти', exact: true }))
  await petr.getByLabel('Электронная почта').fill(email)
  await petr.getByLabel('Пароль').fill(password)
  await petr.getByRole('button', { name: 'Войти', exact: true }).click()
}

async function signsIn(password: string) {
  await entersPassword(password)
  await petr.getByRole('heading', { name: 'Введите код из письма' }).waitFor()
  const code = await fromMail(/Код для входа/, /\d{4}\s\d{4}/)
  await petr.getByLabel('Код из письма').fill(code)
  await showPicture(petr, 'access-code')
  await petr.getByRole('button', { name: 'Войти', exact: true }).click()
  await petr.waitForURL(({ pathname }) => pathname === '/admin')
}

const askedAgain = () =>
  rows(
    `UPDATE panel_challenges SET at = at - interval '2 minutes'
     WHERE admin = (SELECT id FROM admins WHERE email = $1)`,
    [email],
  )

test('an administrator gives an employee of the bot access to the panel', async () => {
  await boss.goto(`${installation.panel}/collections/users/${user}`)
  const gives = boss.getByRole('button', { name: 'Дать доступ в панель' })
  await isAwake(gives)
  await gives.click()
  const dialog = boss.getByRole('dialog')
  await dialog.getByText('Контент-менеджер').waitFor()
  await showPicture(boss, 'access-invite')
  await dialog.getByRole('button', { name: 'Отправить приглашение' }).click()
  await boss.getByText('Приглашение отправлено.').first().waitFor()
})

test('the employee chooses a password by the link of the mail, once', async () => {
  const link = await linkFrom(/Вам открыли панель/)
  await petr.goto(link)
  await isAwake(petr.getByRole('button', { name: 'Сохранить пароль' }))
  await petr.getByLabel('Новый пароль', { exact: true }).fill('короткий')
  await petr.getByLabel('Новый пароль ещё раз').fill('короткий')
  await petr.getByRole('button', { name: 'Сохранить пароль' }).click()
  await petr.getByRole('alert').filter({ hasText: 'не меньше 12 знаков' }).waitFor()
  await showPicture(petr, 'access-new-password')
  await choosesPassword(link, firstPassword)
  await petr.getByLabel('Электронная почта').waitFor()
  await petr.goto(link)
  await petr.getByRole('heading', { name: 'Ссылка не действует' }).waitFor()
  await showPicture(petr, 'access-dead-link')
})

test('a wrong code is refused in words, the right one opens the panel of a content manager', async () => {
  await petr.goto(`${installation.panel}/login`)
  await entersPassword(firstPassword)
  await petr.getByLabel('Код из письма').fill('0000 0000')
  await petr.getByRole('button', { name: 'Войти', exact: true }).click()
  await petr.getByRole('alert').filter({ hasText: 'Осталось попыток: 4' }).waitFor()
  await showPicture(petr, 'access-wrong-code')
  const code = await fromMail(/Код для входа/, /\d{4}\s\d{4}/)
  await petr.getByLabel('Код из письма').fill(code)
  await petr.getByRole('button', { name: 'Войти', exact: true }).click()
  await petr.waitForURL(({ pathname }) => pathname === '/admin')
})

test('a content manager finds menu and articles, and nothing about people or requests', async () => {
  await petr.getByRole('link', { name: 'Статьи' }).first().waitFor()
  await showPicture(petr, 'access-content-manager')
  const links = await petr
    .getByRole('link')
    .evaluateAll((all) => all.map((one) => one.getAttribute('href') ?? ''))
  const foreign =
    /collections\/(users|tickets|messages|admins|categories|audit-log)|globals\/|hand-over/
  expect(links.filter((href) => foreign.test(href))).toEqual([])
  for (const path of ['collections/users', 'collections/tickets', 'hand-over']) {
    await petr.goto(`${installation.panel}/${path}`)
    await expect.poll(() => petr.locator('body').innerText()).not.toContain(email)
  }
  await petr.goto(`${installation.panel}/account`)
  await petr.getByRole('heading', { name: 'Открытые входы' }).waitFor()
  await showPicture(petr, 'access-account')
})

test('whoever has done nothing for long is told so at the door, which leads back', async () => {
  const idle = await stage.anotherWindow()
  await idle.context().addCookies(await petr.context().cookies())
  await idle.clock.install()
  const known = idle.waitForResponse(/\/api\/admins\/me/)
  await idle.goto(`${installation.panel}/collections/articles`)
  await known
  // As a browser forgets them
  await idle.context().clearCookies()
  await until('the door', async () => {
    await idle.clock.fastForward('02:01:00')
    return idle.getByText('Вы долго ничего не делали').isVisible()
  })
  expect(new URL(idle.url()).searchParams.get('redirect')).toBe('/admin/collections/articles')
  await idle.close()
})

test('a forgotten password is replaced by mail, and with it the open session is over', async () => {
  // A second link within a minute is not sent
  await rows(
    `UPDATE admins SET reset_password_requested_at = now() - interval '2 minutes' WHERE email = $1`,
    [email],
  )
  const other = await stage.anotherWindow()
  await other.goto(`${installation.panel}/login`)
  await other.getByRole('link', { name: 'Забыли пароль?' }).click()
  await other.waitForURL(/\/forgot/)
  await isAwake(other.getByRole('button', { name: 'Отправить' }))
  await other.getByLabel('Электронная почта').fill(email)
  await other.getByRole('button', { name: 'Отправить' }).click()
  await other.getByRole('heading', { name: 'Проверьте почту' }).waitFor()
  await showPicture(other, 'access-forgotten')
  await other.close()
  await petr.context().clearCookies()
  await choosesPassword(await linkFrom(/Новый пароль/), secondPassword)
  await askedAgain()
  await signsIn(secondPassword)
})

test('the administrator sees the open session on the page of the account', async () => {
  const [account] = await rows<{ id: string }>('SELECT id FROM admins WHERE email = $1', [email])
  await boss.goto(`${installation.panel}/collections/admins/${account?.id}`)
  await boss.getByText('Вход открыт').waitFor()
  await boss.getByRole('button', { name: 'Завершить все входы' }).waitFor()
  await showPicture(boss, 'access-admin-page')
})

test('who is dismissed in Naumen is out of the panel, and the administrators hear of it', async () => {
  await installation.control('NAUMEN').post(`/employees/${uuid}/dismiss`)
  await recheck()
  await until('the account to be closed', async () => {
    const locked = await rows(
      `SELECT 1 FROM admins WHERE email = $1 AND locked_because = 'dismissed'`,
      [email],
    )
    return locked.length > 0
  })
  await petr.goto(installation.panel)
  await petr.waitForURL(/\/admin\/login/)
  await petr.getByText('Ваш сеанс завершён').waitFor()
  await entersPassword(secondPassword)
  await petr.getByRole('alert').filter({ hasText: 'не подходят' }).waitFor()
  const to = encodeURIComponent(installation.administrator.email)
  await until('a mail to the administrator', async () =>
    (await installation.control('MAILBOX').get<Mail[]>(`/mails?to=${to}`)).some(({ text }) =>
      text.includes(name),
    ),
  )
})

async function recheck() {
  const onError = (error: Error) => trouble.push(error.message)
  const queue = createQueue({
    connectionString: installation.databaseUrl,
    role: 'sender',
    onError,
  })
  await queue.start()
  await queue.send(null, 'recheck-users', {}, { key: 'recheck-users' })
  await queue.stop()
}

/** A refusal is what these tests are about; the browser tells of each. */
const expected = /401|403|404/

test('no page has complained', () => {
  expect(trouble.filter((one) => !expected.test(one))).toEqual([])
})

import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { createCheckConnection } from '../../jobs/check-connection'
import { readStatuses } from '../../jobs/inbound/deps'
import { type Config, readConfig } from '../../src/config'
import { type Finding, spoken } from '../../src/domain/connection'
import { createNaumen } from '../../src/naumen/client'
import { type Mapping, mappingOf } from '../../src/naumen/mapping'
import { type JobsWorld, startJobsWorld } from './jobs-world'

let world: JobsWorld
let usualKnobs: Record<string, unknown>
let before = 0

beforeAll(async () => {
  world = await startJobsWorld()
  await world.work()
  usualKnobs = await world.naumen.get('/knobs')
  const id = await world.files(await world.user(), [])
  await world.settled(id)
  before = (await mutations()).length
})
afterEach(async () => {
  await world.naumen.remove('/faults')
  await world.naumen.post('/knobs', usualKnobs)
})
afterAll(() => world?.stop())

type Change = {
  mapping?: Partial<Mapping>
  attributes?: Partial<Mapping['attributes']>
  config?: Partial<Config>
  accessKey?: string
  timeoutMs?: number
}

const config = () => readConfig(process.env)
/** What a check says, with the settings changed as given. */
async function check(change: Change = {}): Promise<{ state: string; findings: Finding[] }> {
  const settings = { ...config(), ...change.config }
  const usual = mappingOf(null, settings)
  const attributes = { ...usual.attributes, ...change.attributes }
  const run = createCheckConnection({
    ...world.deps,
    config: settings,
    timeoutMs: change.timeoutMs ?? 5000,
    readMapping: () => Promise.resolve({ ...usual, attributes, ...change.mapping }),
    readStatuses: () => readStatuses(world.deps.payload),
    connect: (more) =>
      createNaumen({
        url: settings.NAUMEN_URL ?? '',
        accessKey: change.accessKey ?? world.key,
        timeZone: settings.NAUMEN_TIME_ZONE,
        headers: {},
        ...more,
      }),
  })
  const id = randomUUID()
  await world.rows(`INSERT INTO connection_checks (id, asked_by) VALUES ($1, 'an admin')`, [id])
  await run({ check: id })
  const [row] = await world.rows<{ state: string; findings: Finding[] }>(
    'SELECT state, findings FROM connection_checks WHERE id = $1',
    [id],
  )
  return row!
}
const namesOf = async (change?: Change) => (await check(change)).findings.map(({ name }) => name)
const said = async (change: Change, name: string) => {
  const { findings } = await check(change)
  const found = findings.find((finding) => finding.name === name)
  expect(findings.map((finding) => finding.name)).toContain(name)
  return spoken(found!, 'ru')
}
const knobs = (changes: object) => world.naumen.post('/knobs', changes)
const fault = (kind: string, more = {}) => world.naumen.post('/faults', { kind, times: 9, ...more })
const mutations = async () =>
  (await world.naumen.get<{ path: string }[]>('/calls'))
    .map(({ path }) => path)
    .filter((path) => !/^(find|get|check-status)\//.test(path))

test('a Naumen that fits is told so, point by point', async () => {
  const { state, findings } = await check({
    config: { NAUMEN_EVENT_SECRET: 'a secret of thirty-two characters!!' },
  })
  expect(state).toBe('done')
  expect(findings.filter((finding) => spoken(finding, 'ru').level !== 'ok')).toEqual([])
  expect(findings.map(({ name }) => name)).toEqual([
    ...['addressReached', 'keyAccepted', 'clockAgrees', 'typeRead', 'attributesPresent'],
    ...['statesFit', 'zoneAgrees', 'agreementFound', 'serviceFound', 'catalogueRead'],
    ...['ratingsFound', 'employeesRead', 'commentsNone', 'filesRead', 'pushOn'],
  ])
})

describe('the way to Naumen:', () => {
  test('a port at which nobody listens is told from a silent server', async () => {
    const nobody = { NAUMEN_URL: 'http://127.0.0.1:9' }
    expect(await check({ config: nobody })).toMatchObject({
      state: 'unreachable',
      findings: [
        { name: 'addressRefused', values: { host: '127.0.0.1:9', reason: 'ECONNREFUSED' } },
      ],
    })
    await fault('hang')
    expect(await namesOf({ timeoutMs: 300 })).toEqual(['addressSilent'])
  })

  test('http where https is meant shows as a connection that can’t be secured', async () => {
    const secure = { NAUMEN_URL: world.deskUrl.replace('http:', 'https:') }
    expect(await namesOf({ config: secure })).toEqual(['addressCertificate'])
  })

  test.each([
    ['html', 'addressPage'],
    ['redirect', 'addressPage'],
    ['502', 'addressPage'],
    ['500', 'addressError'],
    ['badJson', 'addressNotJson'],
    ['drop', 'addressBroken'],
  ])('an answer of the kind «%s» is called by its name', async (kind, name) => {
    await fault(kind, { path: '^find/employee' })
    expect(await namesOf()).toEqual([name])
  })

  test('an address that has no interface of Naumen is told from a proxy’s page', async () => {
    const beside = { NAUMEN_URL: `${world.deskUrl}/portal` }
    expect(await namesOf({ config: beside })).toEqual(['addressElsewhere'])
  })

  test('a Naumen that falls silent in the middle says what was found until then', async () => {
    await fault('drop', { path: '^find/catalogs' })
    const names = await namesOf()
    expect(names).toContain('serviceFound')
    expect(names.slice(-2)).toEqual(['brokeOff', 'pushOff'])
  })
})

describe('the key:', () => {
  test.each(['badKey', '401'])('a refused one (%s) ends the check', async (kind) => {
    await fault(kind)
    expect(await namesOf()).toEqual(['addressReached', 'keyRefused'])
  })

  test('never stands in what is kept of a check', async () => {
    await check({ accessKey: 'a-key-that-nobody-knows' })
    const kept = await world.rows('SELECT findings::text FROM connection_checks')
    expect(JSON.stringify(kept)).not.toMatch(new RegExp(`a-key-that-nobody-knows|${world.key}`))
  })

  test('one without rights is told from a wrong one, in Naumen’s own words', async () => {
    await knobs({ forbiddenCalls: ['^find'] })
    const { found, ask } = await said({}, 'keyWithoutRights')
    expect(found).toContain('Недостаточно прав')
    expect(ask).toBe('naumen')
  })

  test('one that Naumen takes again opens the road for all jobs at once', async () => {
    await world.rows(`UPDATE naumen_lane SET reason = 'refused', closed_until = now() + '1 hour'`)
    await check()
    expect(await world.deps.lane.secondsShut()).toBe(0)
  })
})

describe('clock and time zone:', () => {
  test.each([
    [600, 'clockAhead'],
    [-600, 'clockBehind'],
  ])('a clock %s s off is told with its minutes', async (clockAheadSeconds, name) => {
    await knobs({ clockAheadSeconds })
    expect((await said({}, name)).found).toContain('10 мин')
  })

  test('dates of a request of ours that are hours off give the wrong zone away', async () => {
    const { found } = await said(
      { config: { NAUMEN_TIME_ZONE: 'Asia/Yekaterinburg' } },
      'zoneApart',
    )
    expect(found).toContain('−2 ч')
  })
})

describe('the request:', () => {
  test('an unknown type is named', async () => {
    const { found } = await said({ mapping: { ticketType: 'serviceCall$help' } }, 'typeUnknown')
    expect(found).toContain('«serviceCall$help»')
  })

  test('one that the key may not read is told from one that is not there', async () => {
    await knobs({ forbiddenCalls: ['^find/serviceCall'] })
    expect(await namesOf()).toContain('typeForbidden')
  })

  test('where there are none yet, attributes are looked for all the same', async () => {
    const none = { mapping: { ticketType: 'serviceCall$request' }, attributes: { rating: 'stars' } }
    const names = await namesOf(none)
    expect(names).toContain('typeEmpty')
    expect(names.filter((name) => name.startsWith('attributeM'))).toEqual(['attributeMissing'])
  })

  test('a misnamed attribute is named by code and by the page’s word', async () => {
    const { found } = await said({ attributes: { rating: 'stars' } }, 'attributeMissing')
    expect(found).toBe('В запросе нет атрибута «stars» (Оценка).')
  })

  test('a likely other name is offered', async () => {
    await knobs({ descriptionAttribute: 'descriptionInRTF' })
    const { found } = await said({}, 'attributeMisnamed')
    expect(found).toContain('«descriptionRTF» (Описание), но есть похожий: description')
    expect(found).toContain('descriptionInRTF')
  })

  test('both ways in which Naumen speaks of an unknown attribute are understood', async () => {
    await knobs({ unknownAttributeRead: 'error' })
    expect(await namesOf({ attributes: { rating: 'stars' } })).toContain('attributeMissing')
  })

  test('an attribute without a code says what goes on without it', async () => {
    const { found, level } = await said({ attributes: { deadline: '' } }, 'attributeUnset')
    expect(found).toContain('сотрудник не увидит срока')
    expect(level).toBe('warning')
  })

  test('without the attribute for our number a warning says where the number goes', async () => {
    await knobs({ correlationAttributePresent: false })
    const { found, level } = await said({}, 'correlationMissing')
    expect(found).toContain('последней строкой описания')
    expect(level).toBe('warning')
    expect(await namesOf({ attributes: { correlation: '' } })).toContain('correlationUnset')
  })

  test('a status that can’t be read is an error', async () => {
    await knobs({ unreadableAttributes: ['serviceCall.state', 'serviceCall.clientEmployee'] })
    expect((await said({}, 'ownUnreadable')).found).toContain('state, clientEmployee')
  })

  test('states that no status speaks of, and odd ends, are told', async () => {
    const states = { closed: 'done', reopened: 'closed' }
    const names = await namesOf({ mapping: { states } })
    expect(names).toEqual(expect.arrayContaining(['closedStateOdd', 'reopenedStateOdd']))
    const kept = await readStatuses(world.deps.payload)
    const lacking = kept.filter(({ naumenStates }) => !naumenStates.includes('registered'))
    await world.deps.payload.updateGlobal({
      slug: 'ticket-statuses',
      data: { statuses: lacking },
      overrideAccess: true,
    })
    const unmapped = await said({}, 'stateUnmapped')
    await world.deps.payload.updateGlobal({
      slug: 'ticket-statuses',
      data: { statuses: kept },
      overrideAccess: true,
    })
    expect(unmapped.found).toContain('«registered»')
  })
})

describe('what the request points at:', () => {
  test.each<[string, Partial<Mapping>, string]>([
    ['no agreement', { agreement: undefined }, 'agreementUnset'],
    ['an agreement that is not there', { agreement: 'agreement$1' }, 'agreementMissing'],
    ['something else as an agreement', { agreement: 'slmService$605005' }, 'agreementMissing'],
    ['no service', { service: undefined }, 'serviceUnset'],
    ['a service that is not there', { service: 'slmService$1' }, 'serviceMissing'],
    ['an unknown catalogue', { categoryClass: 'catalogs$topics' }, 'catalogueUnknown'],
    ['a catalogue without items', { categoryClass: 'file' }, 'catalogueEmpty'],
    ['no items for the ratings', { ratings: {} }, 'ratingsWanted'],
    ['an item that is not there', { ratings: { 5: 'catalogs$1' } }, 'ratingMissing'],
    ['items for some ratings only', { ratings: { 5: 'catalogs$5005' } }, 'ratingsIncomplete'],
  ])('%s', async (_, mapping, name) => {
    expect(await namesOf({ mapping })).toContain(name)
  })

  test('a catalogue that the key may not read', async () => {
    await knobs({ forbiddenCalls: ['^find/catalogs'] })
    expect(await namesOf()).toContain('catalogueForbidden')
  })

  test('an order that the catalogue does not keep', async () => {
    const byCode = (categoryOrder: string) => ({ mapping: { categoryOrder } })
    expect((await said(byCode('sort'), 'catalogueOrderMissing')).found).toContain('«sort»')
    expect(await namesOf(byCode('order'))).not.toContain('catalogueOrderMissing')
  })
})

describe('people and what they say:', () => {
  test.each([
    ['employees', '^find/employee', 'employeesForbidden'],
    ['comments', '^find/comment', 'commentsForbidden'],
    ['files', '^find/file', 'filesForbidden'],
  ])('no right to read %s', async (_, call, name) => {
    await knobs({ forbiddenCalls: [call] })
    expect(await namesOf()).toContain(name)
  })

  test('employees whose dismissal can’t be seen', async () => {
    await knobs({ unreadableAttributes: ['employee.removed', 'employee.email'] })
    expect((await said({}, 'employeesUnreadable')).found).toContain('email, removed')
  })

  test('comments of which nobody knows whether they are private', async () => {
    const [ticket] = await world.tickets()
    await world.naumen.post(`/tickets/${ticket!.uuid}/comment`, { text: 'Проверяем' })
    expect(await namesOf()).toContain('commentsRead')
    await knobs({ unreadableAttributes: ['comment.private'] })
    expect(await namesOf()).toContain('commentsUnclear')
  })

  test('a sign-in that compares the address alone is warned of', async () => {
    expect(await namesOf({ config: { NAUMEN_LOGIN_RULE: 'any' } })).toContain('loginRuleAny')
  })
})

test('none of all these checks has changed anything in Naumen', async () => {
  const made = (await mutations()).slice(before)
  expect(made).toEqual([])
})

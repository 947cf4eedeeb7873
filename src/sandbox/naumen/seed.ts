import { categoryTree } from './seed-categories'
import { classOf, type StoreState, type Thing, type Value } from './store'

/** The world of a fresh sandbox: a group's departments, people, services and catalogues. */
export function seededState(now: number): StoreState {
  const things = [...organisation(), ...people(), ...services(), ...catalogues(), ...categories()]
  things.push(...articles())
  const dated = things.map((thing) => ({
    removed: false,
    creationDate: now,
    lastModifiedDate: now,
    ...thing,
  }))
  return { things: dated as Thing[], lastId: 900000, lastNumber: 298 }
}

type Values = Record<string, Value>

function thing(UUID: string, title: string, values: Values = {}): Thing {
  return { UUID, metaClass: typeFor[classOf(UUID)] ?? classOf(UUID), title, ...values }
}

const typeFor: Record<string, string> = {
  ou: 'ou$ou',
  employee: 'employee$employee',
  team: 'team$team',
  agreement: 'agreement$agreement',
  slmService: 'slmService$slmService',
  KB: 'KB$KBArticle',
  catalogs: 'catalogs$category',
}

function organisation() {
  const company = { metaClass: 'ou$company', parent: 'root$101' }
  return [
    thing('root$101', 'Благо'),
    thing('ou$10000', 'Группа предприятий «Благо»', { ...company, number: 1 }),
    ...departments.map((title, at) =>
      thing(`ou$${10001 + at}`, title, { parent: 'ou$10000', number: at + 2 }),
    ),
    thing('team$20001', 'Первая линия', {
      leader: 'employee$10511',
      members: ['employee$10511', 'employee$10512'],
    }),
    thing('team$20002', 'Сетевые инженеры', {
      leader: 'employee$10512',
      members: ['employee$10512'],
    }),
  ]
}

const departments = [
  'Отдел главного механика',
  'Бухгалтерия',
  'Склад готовой продукции',
  'Отдел кадров',
  'Служба информационных технологий',
]

function people() {
  return [
    person(10501, 'Петров Иван Сергеевич', 'ivan.petrov', 'ou$10001', 'Инженер-механик'),
    person(10502, 'Сидорова Мария Андреевна', 'm.sidorova', 'ou$10002', 'Бухгалтер', {
      login: 'm.sidorova@blago.example',
    }),
    person(10503, 'Кузнецов Алексей Викторович', 'a.kuznetsov', 'ou$10003', 'Кладовщик', {
      removed: true,
      removalDate: Date.UTC(2026, 8, 1, 9),
    }),
    person(10504, 'Смирнова Ольга Павловна', 'o.smirnova', 'ou$10004', 'Специалист по кадрам', {
      isEmployeeLocked: true,
    }),
    person(10511, 'Инженеров Пётр Николаевич', 'p.inzhenerov', 'ou$10005', 'Инженер поддержки', {
      performer: true,
    }),
    person(10512, 'Сетевая Анна Олеговна', 'a.setevaya', 'ou$10005', 'Сетевой инженер', {
      performer: true,
    }),
    thing('employee$10599', 'Интеграция', {
      lastName: 'Интеграция',
      login: 'integration',
      email: 'integration@blago.example',
      parent: 'ou$10005',
      employeeForIntegration: true,
    }),
  ]
}

function person(
  id: number,
  title: string,
  name: string,
  parent: string,
  post: string,
  more: Values = {},
) {
  const [lastName = null, firstName = null, middleName = null] = title.split(' ')
  const names = { lastName, firstName, middleName }
  const work = { login: name, email: `${name}@blago.example`, parent, post, number: id - 10500 }
  return thing(`employee$${id}`, title, {
    ...names,
    ...work,
    performer: false,
    isEmployeeLocked: false,
    ...more,
  })
}

function services() {
  return [
    thing('agreement$605301', 'Поддержка рабочих мест', {
      state: 'active',
      services: ['slmService$605005', 'slmService$605006'],
      recipientsOU: ['ou$10000'],
    }),
    thing('slmService$605005', 'Поддержка пользователей', { state: 'active' }),
    thing('slmService$605006', 'Производственные системы', { state: 'active' }),
  ]
}

function catalogues() {
  return [
    ...items('urgency', 3001, { high: 'Высокая', normal: 'Средняя', low: 'Низкая' }),
    ...items('impact', 3101, { company: 'Предприятие', group: 'Отдел', person: 'Сотрудник' }),
    ...items('priority', 3201, { '1': 'Критичный', '2': 'Высокий', '3': 'Обычный' }),
    ...items('closureCode', 559501, {
      resolved: 'Решено',
      rejected: 'Отклонено',
      duplicate: 'Дубль',
      withdrawn: 'Отозвано автором',
      spam: 'Спам',
    }),
    ...items('catalogs', 5001, { '1': '1', '2': '2', '3': '3', '4': '4', '5': '5' }).map(
      (mark) => ({ ...mark, metaClass: 'catalogs$mark' }),
    ),
  ]
}

function items(className: string, firstId: number, titles: Record<string, string>) {
  return Object.entries(titles).map(([code, title], at) =>
    thing(`${className}$${firstId + at}`, title, { code, order: at + 1 }),
  )
}

function categories(): Thing[] {
  let id = 701000
  const node = (title: string, parent: string | null, order: number) =>
    thing(`catalogs$${++id}`, title, { code: `category${id}`, parent, order })
  return Object.entries(categoryTree).flatMap(([title, subcategories], at) => {
    const category = node(title, null, at + 1)
    const below = Object.entries(subcategories).flatMap(([subtitle, topics], subAt) => {
      const subcategory = node(subtitle, category.UUID, subAt + 1)
      return [subcategory, ...topics.map((topic, n) => node(topic, subcategory.UUID, n + 1))]
    })
    return [category, ...below]
  })
}

function articles() {
  const vpn = '<p>Проверьте, что есть интернет, и перезапустите программу VPN.</p>'
  const password = '<p>Нажмите «Забыли пароль?» на странице входа и следуйте подсказкам.</p>'
  return [
    thing('KB$8001', 'Если VPN не подключается', { text: vpn }),
    thing('KB$8002', 'Как сменить пароль', { metaClass: 'KB$KBArticleOpen', text: password }),
  ]
}

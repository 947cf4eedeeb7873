import type { Field, GlobalConfig } from 'payload'
import { administrators } from './access'
import { auditGlobal } from './AuditLog.hooks'
import { naumenMappingEndpoints } from './NaumenMapping.endpoints'
import {
  attributeFields,
  categoryFields,
  ratingFields,
  serviceCallFields,
  stateFields,
} from './NaumenMapping.fields'

/** How Naumen of this company is set up. The environment gives the first values; once saved, these win. */
export const NaumenMapping: GlobalConfig = {
  slug: 'naumen-mapping',
  label: { ru: 'Связь с Naumen', en: 'Naumen mapping' },
  access: { read: administrators, update: administrators },
  admin: {
    hideAPIURL: true,
    group: { ru: 'Настройки', en: 'Settings' },
    description: {
      ru: 'Как устроен Naumen вашей компании. Коды знает администратор Naumen; после правки сохраните и проверьте подключение. Адрес и ключ задаются на сервере (NAUMEN_URL, NAUMEN_ACCESS_KEY).',
      en: 'How your company’s Naumen is set up. Its administrator knows the codes; save and check the connection after a change. Address and key are set on the server (NAUMEN_URL, NAUMEN_ACCESS_KEY).',
    },
  },
  endpoints: naumenMappingEndpoints,
  hooks: { afterChange: [auditGlobal] },
  fields: [
    {
      name: 'check',
      type: 'ui',
      admin: {
        components: { Field: '/src/admin/settings/ConnectionCheck#ConnectionCheck' },
        disableListColumn: true,
      },
    },
    part('Заявка', 'Request', serviceCallFields),
    part('Категории', 'Categories', categoryFields),
    {
      name: 'attributes',
      type: 'group',
      label: { ru: 'Коды атрибутов запроса', en: 'Attributes of a service call' },
      admin: {
        description: {
          ru: 'В каком атрибуте Naumen лежит то, что знает бот. Пустой код — такого атрибута нет.',
          en: 'Which attribute of Naumen holds what the bot knows. Empty: there is no such attribute.',
        },
      },
      fields: attributeFields,
    },
    part('Состояния, в которые переводит сотрудник', 'States an employee leads to', stateFields),
    ...ratingFields,
  ],
}

function part(ru: string, en: string, fields: Field[]): Field {
  return { type: 'collapsible', label: { ru, en }, fields }
}

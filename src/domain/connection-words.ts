import type { FindingWords } from './connection'

/** Everything the check of the connection can say, in the order in which it looks. */
export const findingWords = {
  addressReached: {
    level: 'ok',
    ru: ['Naumen отвечает: {host}, {ms} мс.'],
    en: ['Naumen answers: {host}, {ms} ms.'],
  },
  addressUnknown: {
    level: 'error',
    ask: 'operator',
    ru: [
      'Адрес {host} не найден ({reason}).',
      'Проверьте имя сервера в NAUMEN_URL и то, что сервер бота видит внутренний DNS.',
    ],
    en: [
      'The address {host} is not known ({reason}).',
      'Check the name in NAUMEN_URL and that the bot’s server uses the internal DNS.',
    ],
  },
  addressRefused: {
    level: 'error',
    ask: 'operator',
    ru: [
      '{host} не принимает соединение ({reason}).',
      'Naumen выключен, либо указан не тот порт, либо путь закрыт межсетевым экраном.',
    ],
    en: [
      '{host} refuses the connection ({reason}).',
      'Naumen is off, or the port is wrong, or a firewall stands between.',
    ],
  },
  addressCertificate: {
    level: 'error',
    ask: 'operator',
    ru: [
      'Защищённое соединение с {host} не устанавливается ({reason}).',
      'Если сертификат выдан вашей компанией, укажите файл корневого сертификата в NAUMEN_CA_FILE. Проверьте срок сертификата, имя сервера и то, что в адресе верно стоит http или https.',
    ],
    en: [
      'No secure connection to {host} ({reason}).',
      'If the certificate is your company’s own, name its root in NAUMEN_CA_FILE. Check its dates, the name in it, and http or https in the address.',
    ],
  },
  addressSilent: {
    level: 'error',
    ask: 'naumen',
    ru: [
      '{host} не отвечает: прошло {seconds} с.',
      'Сервер перегружен, или пакеты теряются по пути. Заявки сохраняются и будут переданы, когда он ответит.',
    ],
    en: [
      '{host} does not answer within {seconds} s.',
      'The server is overloaded, or packets are lost. Requests are kept and will be handed over once it answers.',
    ],
  },
  addressPage: {
    level: 'error',
    ask: 'operator',
    ru: [
      'Вместо данных пришла веб-страница ({status}).',
      'Так отвечает прокси или вход в систему перед Naumen. Нужен прямой путь к /sd/services/rest; если прокси ждёт заголовок, укажите его в NAUMEN_HEADERS.',
    ],
    en: [
      'A web page came instead of data ({status}).',
      'A proxy or a sign-in page stands before Naumen. A direct way to /sd/services/rest is needed; if the proxy wants a header, put it into NAUMEN_HEADERS.',
    ],
  },
  addressElsewhere: {
    level: 'error',
    ask: 'operator',
    ru: [
      'По адресу {host} есть сервер, но нет REST-интерфейса Naumen (404).',
      'В NAUMEN_URL укажите адрес до /sd включительно, без того, что за ним.',
    ],
    en: [
      'There is a server at {host}, but no REST interface of Naumen (404).',
      'NAUMEN_URL must end with /sd, without what follows it.',
    ],
  },
  addressNotJson: {
    level: 'error',
    ask: 'naumen',
    ru: [
      'Naumen ответил, но не данными, которые можно прочитать.',
      'Ответ оборван или изменён по пути. Проверьте прокси и версию Naumen.',
    ],
    en: [
      'Naumen answered, but nothing that can be read.',
      'The answer was cut or changed on its way. Check proxies and the version of Naumen.',
    ],
  },
  addressError: {
    level: 'error',
    ask: 'naumen',
    ru: [
      'Naumen отвечает ошибкой {status}.',
      'Посмотрите журнал сервера Naumen за это время. Заявки сохраняются и будут переданы позже.',
    ],
    en: [
      'Naumen answers with error {status}.',
      'See the log of the Naumen server. Requests are kept and will be handed over later.',
    ],
  },
  addressBroken: {
    level: 'error',
    ask: 'operator',
    ru: [
      'Соединение с {host} обрывается ({reason}).',
      'Проверьте прокси и межсетевой экран между ботом и Naumen.',
    ],
    en: [
      'The connection to {host} breaks off ({reason}).',
      'Check proxies and firewalls between the bot and Naumen.',
    ],
  },
  brokeOff: {
    level: 'error',
    ask: 'naumen',
    ru: [
      'Посреди проверки Naumen перестал отвечать ({reason}).',
      'Остальное не проверено. Повторите через минуту.',
    ],
    en: [
      'Naumen stopped answering in the middle ({reason}).',
      'The rest was not checked. Try again in a minute.',
    ],
  },
  checkFailed: {
    level: 'error',
    ask: 'operator',
    ru: [
      'Проверка сама остановилась с ошибкой.',
      'Причина в журнале процесса jobs. Настройки не изменены.',
    ],
    en: [
      'The check itself failed.',
      'The cause is in the log of the jobs process. Nothing was changed.',
    ],
  },
  keyAccepted: {
    level: 'ok',
    ru: ['Ключ доступа принят.'],
    en: ['The access key is accepted.'],
  },
  keyRefused: {
    level: 'error',
    ask: 'naumen',
    ru: [
      'Ключ доступа не принят.',
      'Он отозван, истёк или одноразовый. Нужен новый многоразовый ключ интеграционного сотрудника: его вписывают в NAUMEN_ACCESS_KEY.',
    ],
    en: [
      'The access key is refused.',
      'It was withdrawn, has expired or was for one use. A new reusable key is needed in NAUMEN_ACCESS_KEY.',
    ],
  },
  keyWithoutRights: {
    level: 'error',
    ask: 'naumen',
    ru: [
      'Ключ принят, но прав на REST у него нет: «{words}».',
      'Владельцу ключа нужны права из руководства по настройке Naumen, раздел «Права».',
    ],
    en: [
      'The key is accepted but has no right to REST: «{words}».',
      'Its owner needs the rights listed in the guide to setting up Naumen.',
    ],
  },
  clockAgrees: {
    level: 'ok',
    ru: ['Часы идут вместе: расхождение {seconds} с.'],
    en: ['The clocks agree: {seconds} s apart.'],
  },
  clockAhead: {
    level: 'warning',
    ask: 'operator',
    ru: [
      'Часы Naumen спешат относительно наших на {minutes} мин.',
      'Включите синхронизацию времени (NTP) на обоих серверах, иначе сроки и «сколько назад» будут неверны.',
    ],
    en: [
      'Naumen’s clock is {minutes} min ahead of ours.',
      'Turn on time synchronisation (NTP) on both servers, or dates will be wrong.',
    ],
  },
  clockBehind: {
    level: 'warning',
    ask: 'operator',
    ru: [
      'Часы Naumen отстают от наших на {minutes} мин.',
      'Включите синхронизацию времени (NTP) на обоих серверах, иначе сроки и «сколько назад» будут неверны.',
    ],
    en: [
      'Naumen’s clock is {minutes} min behind ours.',
      'Turn on time synchronisation (NTP) on both servers, or dates will be wrong.',
    ],
  },
  zoneAgrees: {
    level: 'ok',
    ru: ['Часовой пояс {zone} верен: даты Naumen совпадают с нашими.'],
    en: ['The time zone {zone} fits: Naumen’s dates agree with ours.'],
  },
  zoneApart: {
    level: 'error',
    ask: 'operator',
    ru: [
      'Даты Naumen расходятся с нашими на {hours} ч: пояс {zone} не подходит.',
      'В NAUMEN_TIME_ZONE должен стоять пояс, в котором работает сервер Naumen.',
    ],
    en: [
      'Naumen’s dates are {hours} h off: the zone {zone} does not fit.',
      'NAUMEN_TIME_ZONE must be the zone of the Naumen server.',
    ],
  },
  typeRead: {
    level: 'ok',
    ru: ['Тип запроса {type} читается, образец: {sample}.'],
    en: ['The type {type} can be read, sample: {sample}.'],
  },
  typeUnknown: {
    level: 'error',
    ask: 'naumen',
    ru: [
      'Naumen не знает типа запроса «{type}».',
      'Узнайте код типа вида serviceCall$код и впишите его в «Тип запроса».',
    ],
    en: [
      'Naumen does not know the type «{type}».',
      'Ask for its code, like serviceCall$code, and put it into «Type of service call».',
    ],
  },
  typeForbidden: {
    level: 'error',
    ask: 'naumen',
    ru: [
      'Нет права читать запросы типа «{type}».',
      'Владельцу ключа нужно чтение всех запросов этого типа.',
    ],
    en: [
      'No right to read service calls of «{type}».',
      'The owner of the key must be able to read all of them.',
    ],
  },
  typeEmpty: {
    level: 'warning',
    ru: [
      'Запросов типа {type} ещё нет: смотреть не на чем.',
      'Подайте через бота пробную заявку и проверьте ещё раз.',
    ],
    en: [
      'There are no service calls of {type} yet to look at.',
      'File a trial request through the bot and check again.',
    ],
  },
  attributesPresent: {
    level: 'ok',
    ru: ['Атрибуты запроса на месте: {codes}.'],
    en: ['The attributes are there: {codes}.'],
  },
  attributeMissing: {
    level: 'error',
    ask: 'naumen',
    ru: [
      'В запросе нет атрибута «{code}» ({field}).',
      'Спросите код этого атрибута у администратора Naumen и впишите его на этой странице.',
    ],
    en: [
      'A service call has no attribute «{code}» ({field}).',
      'Ask Naumen’s administrator for its code and put it in on this page.',
    ],
  },
  attributeMisnamed: {
    level: 'error',
    ask: 'here',
    ru: [
      'В запросе нет атрибута «{code}» ({field}), но есть похожий: {similar}.',
      'Если это он, впишите его код на этой странице; если нет, спросите администратора Naumen.',
    ],
    en: [
      'A service call has no attribute «{code}» ({field}), but one like it: {similar}.',
      'If that is the one, put its code in on this page; if not, ask Naumen’s administrator.',
    ],
  },
  attributeUnset: {
    level: 'warning',
    ask: 'here',
    ru: [
      'Код атрибута «{field}» не задан: {effect}.',
      'Если в Naumen есть такой атрибут, впишите его код.',
    ],
    en: ['No code for «{field}»: {effect}.', 'If Naumen has such an attribute, put its code in.'],
  },
  attributeUnreadable: {
    level: 'warning',
    ask: 'naumen',
    ru: [
      'Атрибут «{code}» ({field}) есть, но в ответ не попадает.',
      'Похоже, у ключа нет права его читать.',
    ],
    en: [
      'The attribute «{code}» ({field}) exists but is not given.',
      'The key seems to have no right to read it.',
    ],
  },
  correlationMissing: {
    level: 'warning',
    ask: 'naumen',
    ru: [
      'В запросе нет атрибута «{code}» (Номер в боте): номер пойдёт последней строкой описания.',
      'Попросите добавить строковый атрибут (руководство по настройке Naumen, раздел 5): по нему бот надёжнее узнаёт свои заявки после обрыва связи.',
    ],
    en: [
      'A service call has no attribute «{code}» (Number in the bot): the number will be the last line of the description.',
      'Ask for a text attribute: by it the bot knows its requests again after a broken connection.',
    ],
  },
  correlationUnset: {
    level: 'warning',
    ask: 'naumen',
    ru: [
      'Код атрибута «Номер в боте» не задан: номер пойдёт последней строкой описания.',
      'Попросите добавить строковый атрибут (руководство по настройке Naumen, раздел 5): по нему бот надёжнее узнаёт свои заявки после обрыва связи.',
    ],
    en: [
      'No code for «Number in the bot»: the number will be the last line of the description.',
      'Ask for a text attribute: by it the bot knows its requests again after a broken connection.',
    ],
  },
  ownUnreadable: {
    level: 'error',
    ask: 'naumen',
    ru: [
      'В запросе не видно: {codes}.',
      'Без этого бот не узнает статуса и автора заявки. Дайте ключу право читать эти атрибуты.',
    ],
    en: [
      'Not to be seen in a service call: {codes}.',
      'Without them neither status nor author are known. The key needs the right to read them.',
    ],
  },
  agreementFound: {
    level: 'ok',
    ru: ['Соглашение найдено: {title}.'],
    en: ['The agreement is there: {title}.'],
  },
  agreementUnset: {
    level: 'warning',
    ask: 'naumen',
    ru: [
      'Соглашение не задано.',
      'В большинстве установок без него запрос не создать. Спросите UUID вида agreement$123.',
    ],
    en: [
      'No agreement is given.',
      'Most installations demand one. Ask for its UUID, like agreement$123.',
    ],
  },
  agreementMissing: {
    level: 'error',
    ask: 'naumen',
    ru: [
      'Соглашения «{uuid}» в Naumen нет или оно не видно ключу.',
      'Проверьте UUID вида agreement$123 и право читать соглашения.',
    ],
    en: [
      'There is no agreement «{uuid}», or the key can’t see it.',
      'Check the UUID, like agreement$123, and the right to read agreements.',
    ],
  },
  agreementArchived: {
    level: 'error',
    ask: 'naumen',
    ru: ['Соглашение «{title}» в архиве.', 'Укажите действующее соглашение.'],
    en: ['The agreement «{title}» is archived.', 'Name one that is in force.'],
  },
  serviceFound: {
    level: 'ok',
    ru: ['Услуга найдена: {title}.'],
    en: ['The service is there: {title}.'],
  },
  serviceUnset: {
    level: 'warning',
    ask: 'naumen',
    ru: [
      'Услуга не задана.',
      'В большинстве установок без неё запрос не создать. Спросите UUID вида slmService$123.',
    ],
    en: [
      'No service is given.',
      'Most installations demand one. Ask for its UUID, like slmService$123.',
    ],
  },
  serviceMissing: {
    level: 'error',
    ask: 'naumen',
    ru: [
      'Услуги «{uuid}» в Naumen нет или она не видна ключу.',
      'Проверьте UUID вида slmService$123 и право читать услуги.',
    ],
    en: [
      'There is no service «{uuid}», or the key can’t see it.',
      'Check the UUID, like slmService$123, and the right to read services.',
    ],
  },
  serviceArchived: {
    level: 'error',
    ask: 'naumen',
    ru: ['Услуга «{title}» в архиве.', 'Укажите действующую услугу.'],
    en: ['The service «{title}» is archived.', 'Name one that is in force.'],
  },
  serviceOutside: {
    level: 'warning',
    ask: 'naumen',
    ru: [
      'Услуга «{title}» не входит в соглашение «{agreement}».',
      'Naumen может отказать в создании запроса. Выберите услугу этого соглашения.',
    ],
    en: [
      'The service «{title}» is not part of «{agreement}».',
      'Naumen may refuse to create requests. Choose one of that agreement.',
    ],
  },
  catalogueRead: {
    level: 'ok',
    ru: ['Каталог категорий читается: действующих — {count}.'],
    en: ['The catalogue of categories can be read: {count} in use.'],
  },
  catalogueUnknown: {
    level: 'error',
    ask: 'naumen',
    ru: [
      'Naumen не знает каталога «{fqn}».',
      'Узнайте код каталога вида catalogs$код и впишите его в «Каталог категорий».',
    ],
    en: ['Naumen does not know the catalogue «{fqn}».', 'Ask for its code, like catalogs$code.'],
  },
  catalogueForbidden: {
    level: 'error',
    ask: 'naumen',
    ru: ['Нет права читать каталог «{fqn}».', 'Владельцу ключа нужно право на его чтение.'],
    en: ['No right to read the catalogue «{fqn}».', 'The owner of the key needs that right.'],
  },
  catalogueEmpty: {
    level: 'error',
    ask: 'naumen',
    ru: [
      'В каталоге «{fqn}» нет действующих элементов.',
      'Сотруднику не из чего будет выбрать тему. Заведите категории здесь, в разделе «Категории», или в Naumen.',
    ],
    en: [
      'The catalogue «{fqn}» has no items in use.',
      'Nobody could choose a topic. Create categories here or in Naumen.',
    ],
  },
  catalogueOrderMissing: {
    level: 'error',
    ask: 'naumen',
    ru: [
      'У элементов каталога нет атрибута «{code}» (Порядок категорий).',
      'Спросите его код или оставьте поле пустым: порядок будет только в боте.',
    ],
    en: [
      'Items have no attribute «{code}» (Order of categories).',
      'Ask for its code, or leave it empty: the order stays in the bot.',
    ],
  },
  ratingsAsNumbers: {
    level: 'ok',
    ru: ['Оценки передаются числом от 1 до 5.'],
    en: ['Ratings are handed over as numbers from 1 to 5.'],
  },
  ratingsFound: {
    level: 'ok',
    ru: ['Все пять оценок есть в каталоге Naumen.'],
    en: ['All five ratings are in Naumen’s catalogue.'],
  },
  ratingMissing: {
    level: 'error',
    ask: 'naumen',
    ru: [
      'Оценка {mark}: элемента «{uuid}» в Naumen нет или он в архиве.',
      'Проверьте UUID элементов в «Оценках в каталоге Naumen».',
    ],
    en: [
      'Rating {mark}: there is no item «{uuid}», or it is archived.',
      'Check the UUIDs in «Ratings in Naumen».',
    ],
  },
  ratingsIncomplete: {
    level: 'warning',
    ask: 'here',
    ru: [
      'Не для всех оценок указан элемент каталога. Не хватает: {marks}.',
      'Эти оценки уйдут числом, и Naumen может их не принять.',
    ],
    en: [
      'Some ratings have no item: {marks}.',
      'They will be sent as numbers, which Naumen may refuse.',
    ],
  },
  ratingsWanted: {
    level: 'warning',
    ask: 'naumen',
    ru: [
      'Оценка в Naumen — элемент каталога, а элементы не указаны.',
      'Спросите UUID пяти элементов и впишите их в «Оценки в каталоге Naumen».',
    ],
    en: [
      'A rating in Naumen is an item of a catalogue, but no items are given.',
      'Ask for the UUIDs of the five and put them into «Ratings in Naumen».',
    ],
  },
  statesFit: {
    level: 'ok',
    ru: ['Состояния Naumen описаны в «Статусах заявок».'],
    en: ['Naumen’s states are described in «Ticket statuses».'],
  },
  stateUnmapped: {
    level: 'warning',
    ask: 'here',
    ru: [
      'В Naumen есть состояние «{state}», а в «Статусах заявок» его нет.',
      'Добавьте код состояния в подходящую строку: пока заявка сохраняет прежний статус.',
    ],
    en: [
      'Naumen has the state «{state}», which «Ticket statuses» does not mention.',
      'Add its code to a row; until then a ticket keeps the status it had.',
    ],
  },
  closedStateOdd: {
    level: 'warning',
    ask: 'here',
    ru: [
      'Состояние «закрыта» здесь — «{state}», но в «Статусах заявок» оно не означает «закрыта».',
      'Приведите в соответствие: иначе подтверждённая заявка останется открытой.',
    ],
    en: [
      'The state «closed» is «{state}» here, but «Ticket statuses» does not call it closed.',
      'Make them agree, or a confirmed ticket stays open.',
    ],
  },
  reopenedStateOdd: {
    level: 'warning',
    ask: 'here',
    ru: [
      'Состояние «возобновлена» здесь — «{state}», но в «Статусах заявок» оно не описано как открытое.',
      'Добавьте его код в строку открытого статуса.',
    ],
    en: [
      'The state «reopened» is «{state}» here, but «Ticket statuses» has it in no open row.',
      'Add its code to a row of an open status.',
    ],
  },
  employeesRead: {
    level: 'ok',
    ru: ['Сотрудники читаются: почта, логин и признаки увольнения видны.'],
    en: ['Employees can be read with address, login and dismissal.'],
  },
  employeesForbidden: {
    level: 'error',
    ask: 'naumen',
    ru: ['Нет права читать сотрудников.', 'Без него никто не сможет войти в бот.'],
    en: ['No right to read employees.', 'Without it nobody can sign in to the bot.'],
  },
  employeesNone: {
    level: 'error',
    ask: 'naumen',
    ru: ['Ключ не видит ни одного сотрудника.', 'Ему нужно право читать всех, также архивных.'],
    en: ['The key sees no employee.', 'It needs the right to read all of them, archived too.'],
  },
  employeesUnreadable: {
    level: 'error',
    ask: 'naumen',
    ru: [
      'У сотрудников не видно: {codes}.',
      'Без этого бот никого не впустит: невидимое за «работает» не принимается.',
    ],
    en: ['Not to be seen of employees: {codes}.', 'The bot lets nobody in whom it can’t check.'],
  },
  loginRuleAny: {
    level: 'warning',
    ask: 'operator',
    ru: [
      'При входе сравнивается только почта: NAUMEN_LOGIN_RULE=any.',
      'Это выбрано намеренно? Правило match сверяет и логин, так надёжнее.',
    ],
    en: [
      'At sign-in only the address is compared: NAUMEN_LOGIN_RULE=any.',
      'Is that on purpose? The rule match compares the login too.',
    ],
  },
  commentsRead: {
    level: 'ok',
    ru: ['Комментарии читаются, внутренние отличимы от открытых.'],
    en: ['Comments can be read, private ones told apart.'],
  },
  commentsNone: {
    level: 'ok',
    ru: ['Комментарии читаются; пока нет ни одного.'],
    en: ['Comments can be read; there are none yet.'],
  },
  commentsForbidden: {
    level: 'error',
    ask: 'naumen',
    ru: ['Нет права читать комментарии.', 'Без него сотрудник не увидит ответов инженера.'],
    en: ['No right to read comments.', 'Without it nobody sees what engineers answer.'],
  },
  commentsUnclear: {
    level: 'error',
    ask: 'naumen',
    ru: [
      'У комментариев не виден признак «private».',
      'Бот не показывает комментарий, пока не знает, что он не внутренний. Дайте ключу право читать этот атрибут.',
    ],
    en: [
      'Comments do not tell whether they are private.',
      'The bot shows none of which it does not know. The key needs the right to read «private».',
    ],
  },
  filesRead: {
    level: 'ok',
    ru: ['Файлы читаются.'],
    en: ['Files can be read.'],
  },
  filesForbidden: {
    level: 'warning',
    ask: 'naumen',
    ru: ['Нет права читать файлы.', 'Вложения инженера не дойдут до сотрудника.'],
    en: ['No right to read files.', 'What engineers attach will not reach people.'],
  },
  pushOn: {
    level: 'ok',
    ru: ['Изменения приходят сразу; опрос раз в {seconds} с — для подстраховки.'],
    en: ['Changes come at once; a look every {seconds} s makes sure.'],
  },
  pushOff: {
    level: 'warning',
    ask: 'operator',
    ru: [
      'Naumen не сообщает об изменениях сам: бот спрашивает раз в {seconds} с.',
      'Чтобы ответы приходили сразу, задайте NAUMEN_EVENT_SECRET и добавьте в Naumen действие по событию (руководство по настройке, раздел 13).',
    ],
    en: [
      'Naumen does not tell of changes: the bot asks every {seconds} s.',
      'To get them at once, set NAUMEN_EVENT_SECRET and add the event action of the setup guide.',
    ],
  },
} satisfies Record<string, FindingWords>

/** The attributes an admin maps: how they are called on the page, and what goes on without one. */
export const attributeWords: Record<string, { ru: [string, string]; en: [string, string] }> = {
  subject: {
    ru: ['Тема', 'у заявок в Naumen не будет темы'],
    en: ['Subject', 'requests have no subject in Naumen'],
  },
  description: {
    ru: ['Описание', 'инженер не увидит слов сотрудника'],
    en: ['Description', 'engineers don’t see what people wrote'],
  },
  category: {
    ru: ['Категория', 'тема заявки не попадёт в Naumen'],
    en: ['Category', 'the topic does not reach Naumen'],
  },
  rating: {
    ru: ['Оценка', 'оценка останется только в панели'],
    en: ['Rating', 'ratings stay in the panel'],
  },
  ratingComment: {
    ru: ['Отзыв', 'слова к оценке уйдут комментарием'],
    en: ['Comment on the rating', 'the words go as a comment'],
  },
  deadline: {
    ru: ['Срок', 'сотрудник не увидит срока'],
    en: ['Deadline', 'people don’t see a deadline'],
  },
}

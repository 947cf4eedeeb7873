type Said = { ru: string; en: string }

/** What each section is for, in one line, by its slug; pages of ours by their address. */
export const sectionWords: Record<string, Said> = {
  tickets: {
    ru: 'Все заявки с перепиской, статусами и передачей в Naumen.',
    en: 'Every ticket with its conversation, statuses and hand-over to Naumen.',
  },
  messages: {
    ru: 'Всё, что сотрудники и инженеры написали в заявках.',
    en: 'What employees and engineers have written in tickets.',
  },
  categories: {
    ru: 'Категории, подкатегории и темы: правятся здесь, уходят в Naumen.',
    en: 'Categories, subcategories and topics: edited here, written to Naumen.',
  },
  users: {
    ru: 'Кто пользуется ботом: карточка, вход, блокировка, выгрузка.',
    en: 'Who uses the bot: card, access, blocking, export.',
  },
  admins: {
    ru: 'Кто может открыть эту панель и что ему здесь доступно.',
    en: 'Who may open this panel, and what they may do here.',
  },
  'menu-sections': {
    ru: 'Кнопки и страницы, которые сотрудник видит в боте.',
    en: 'The buttons and pages an employee sees in the bot.',
  },
  articles: {
    ru: 'Ответы на частые вопросы: бот предлагает их до подачи заявки.',
    en: 'Answers to common questions, offered before a ticket is filed.',
  },
  'article-sections': {
    ru: 'По каким темам разложены статьи базы знаний.',
    en: 'The topics the articles are sorted into.',
  },
  broadcasts: {
    ru: 'Сообщения многим сотрудникам сразу: сейчас, позже, по расписанию.',
    en: 'Messages to many employees: now, later or on a schedule.',
  },
  files: {
    ru: 'Картинки и документы для меню и статей, вложения заявок.',
    en: 'Pictures and documents of menu and articles, attachments of tickets.',
  },
  'audit-log': {
    ru: 'Кто, когда и что изменил. Исправить запись нельзя.',
    en: 'Who changed what and when. No entry can be altered.',
  },
  'bot-texts': {
    ru: 'Все слова, которыми бот говорит с сотрудниками.',
    en: 'Every word the bot says to employees.',
  },
  'ticket-statuses': {
    ru: 'Как состояния Naumen называются для сотрудников.',
    en: 'What the states of Naumen are called for employees.',
  },
  'naumen-mapping': {
    ru: 'Какие поля Naumen читать и писать; проверка подключения.',
    en: 'Which attributes of Naumen to read and write; connection check.',
  },
  'working-hours': {
    ru: 'Часы поддержки, праздники и автоответ вне этих часов.',
    en: 'Hours of the support, holidays, and the reply outside them.',
  },
  retention: {
    ru: 'Сколько дней хранить переписку, файлы и сведения о входах.',
    en: 'For how many days conversations, files and sign-ins are kept.',
  },
  'hand-over': {
    ru: 'Что ждёт передачи в Naumen, что не передалось и почему.',
    en: 'What waits for Naumen, what failed and why.',
  },
  knowledge: {
    ru: 'Что ищут в базе знаний, что помогает и чего не хватает.',
    en: 'What people look for in the articles, what helps, what is missing.',
  },
}

import { defaultTexts, type TextName } from './texts'

export type TextSection = { id: string; ru: string; en: string; names: TextName[] }

/** Where the bot says what: an admin looks for a text by the place, not by the name. */
const places: [id: string, ru: string, en: string, names: string][] = [
  [
    'signIn',
    'Вход',
    'Signing in',
    `greeting consent agree askAddress notAnAddress codeSent codeWrong codeDead notACode resendWait
     tooManyMails tooManyFailures checkDelayed resend otherAddress signedIn signInButton signInCommand`,
  ],
  [
    'access',
    'Выход и доступ',
    'Access',
    `signedOut signOutButton sessionExpired bindingMoved dismissed locked addressChanged cannotVerify
     blockedByAdmin unblockedByAdmin signedOutByAdmin privateOnly profile`,
  ],
  [
    'menu',
    'Меню',
    'Menu',
    `menu back home cancel emptySection refresh newTicketButton myTicketsButton knowledgeBaseButton
     linkUnknown`,
  ],
  [
    'newTicket',
    'Новая заявка',
    'New request',
    `resumeDraft resumeButton startOver chooseCategory chooseSubcategory chooseTopic searchResults
     nothingFound noCategories topicGone topicMoved describe described next describeFirst gpsWarning preview
     send editText editTopic clearText draftKept suggestedArticles suggestedArticle suggestionHelped
     suggestionDidNotHelp solvedThanks`,
  ],
  [
    'receipt',
    'Передача заявки',
    'Hand-over',
    `receiptWaiting receiptDelayed receiptHandedOver receiptFailed handOverFailed receiptGivenUp
     handOverGivenUp filesGivenUp messageGivenUp filesNotHandedOver fileNotHandedOver
     messageFileNotHandedOver closedHours`,
  ],
  [
    'myTickets',
    'Мои заявки',
    'My requests',
    `myTickets noTickets openTickets closedTickets noOpenTickets noClosedTickets ticketsLoading
     findTicketButton askTicketNumber ticketNotFound ticketsFound ticketCard cardRefreshed
     openTicketButton`,
  ],
  [
    'conversation',
    'Переписка',
    'Conversation',
    `writeButton attachButton answerButton writeToEngineer saidToEngineer saidBeforeTicket saidToClosed
     whichTicket whichIsNew saidKept passedOn doneButton engineer commentHead commentPart
     commentEdited commentEditedNote commentDeleted commentFiles commentFilesAdded commentFilesOf
     commentWhole commentWholeName fileNotShown refusedComment`,
  ],
  [
    'statuses',
    'Статусы и закрытие',
    'Statuses',
    `statusHead confirmButton closeButton reopenButton closeSure closeYes closeNo closeOnItsWay
     reopenOnItsWay alreadyClosed alreadyOpen askReason withoutReason refusedClose refusedReopen`,
  ],
  [
    'rating',
    'Оценка',
    'Rating',
    `rateButton statusRate ratingReminder rateTicket rateWords rateLowWords skipButton ratedAlready
     ratedThanks rateClosedOnly refusedRating`,
  ],
  [
    'knowledge',
    'База знаний',
    'Knowledge base',
    `noArticles articlePart articleEarlier articleFurther articleFiles articleHelped articleNotHelped
     knowledgeBase chooseArticle otherArticles searchArticlesButton askArticle articlesFound
     noArticleFound articleGone articleThanks articleSorry articleFilesOnTheirWay toArticleButton`,
  ],
  [
    'trouble',
    'Ошибки',
    'Trouble',
    `unsupported useButtons apology tooMany fileTooBig tooManyFiles textTooLong fileRefused
     screenWithdrawn alert`,
  ],
]

/** Every text stands in one section; one nobody has placed yet in the last. */
export const textSections: TextSection[] = sections()

function sections(): TextSection[] {
  const all = Object.keys(defaultTexts) as TextName[]
  const placed = places.map(([id, ru, en, names]) => {
    const wanted = new Set(names.split(/\s+/))
    return { id, ru, en, names: all.filter((name) => wanted.has(name)) }
  })
  const known = new Set(placed.flatMap(({ names }) => names))
  const rest = all.filter((name) => !known.has(name))
  return [...placed, { id: 'other', ru: 'Прочее', en: 'Other', names: rest }].filter(
    ({ names }) => names.length,
  )
}

/** A text on a button, which Telegram shows without formatting. */
export const isButtonText = (name: TextName) => defaultTexts[name].label.startsWith('Кнопка')

/** What may be filled in: what it means, and an example for the preview. */
export const placeholderWords: Record<string, { ru: string; en: string; example: string }> = {
  address: { ru: 'адрес почты', en: 'e-mail address', example: 'ivan.petrov@company.ru' },
  author: { ru: 'имя инженера', en: 'engineer’s name', example: 'Анна Сетевая' },
  closedAt: { ru: 'когда закрыта', en: 'when it was closed', example: 'Закрыта: 23 ноября, 16:40' },
  conversation: {
    ru: 'последние сообщения',
    en: 'newest messages',
    example: '💬 Анна Сетевая: Проверьте сейчас',
  },
  count: { ru: 'сколько', en: 'how many', example: '3' },
  deadline: { ru: 'срок', en: 'deadline', example: 'Срок: 25 ноября, 18:00' },
  department: { ru: 'отдел', en: 'department', example: 'Отдел главного механика' },
  draft: { ru: 'что уже написано', en: 'what was written', example: 'VPN не подключается с утра' },
  email: { ru: 'почта', en: 'e-mail', example: 'ivan.petrov@company.ru' },
  filedAt: { ru: 'когда подана', en: 'when it was filed', example: '22 ноября, 14:05' },
  files: { ru: 'сколько файлов', en: 'how many files', example: '\n📎 Файлов: 2' },
  firstName: { ru: 'имя', en: 'first name', example: 'Иван' },
  handOver: { ru: 'что с передачей', en: 'state of the hand-over', example: '' },
  history: {
    ru: 'история статусов',
    en: 'history of statuses',
    example: '22 ноября — зарегистрирована',
  },
  icon: { ru: 'значок статуса', en: 'icon of the status', example: '🔧' },
  maxFiles: { ru: 'сколько файлов можно', en: 'most files', example: '10' },
  maxText: { ru: 'сколько знаков можно', en: 'most characters', example: '4000' },
  name: { ru: 'название или имя', en: 'name', example: 'Отчёт за ноябрь.xlsx' },
  names: { ru: 'названия', en: 'names', example: 'фото1.jpg, фото2.jpg' },
  naumenTitle: { ru: 'номер в Naumen', en: 'number in Naumen', example: 'SD1042' },
  number: { ru: 'номер заявки', en: 'number of the request', example: 'Б-1042' },
  opens: { ru: 'когда откроется', en: 'when it opens', example: 'завтра в 09:00' },
  part: { ru: 'номер части', en: 'number of the part', example: '1' },
  parts: { ru: 'всего частей', en: 'parts in all', example: '3' },
  path: { ru: 'выбранная тема', en: 'chosen topic', example: 'Связь и интернет → VPN' },
  post: { ru: 'должность', en: 'post', example: 'Инженер-механик' },
  query: { ru: 'что искали', en: 'what was searched', example: 'принтер' },
  reason: { ru: 'причина', en: 'reason', example: 'файл больше 20 МБ' },
  reply: {
    ru: 'ответ из «Часов работы»',
    en: 'reply of «Working hours»',
    example: 'Сейчас нерабочее время.',
  },
  responsible: { ru: 'кто занят заявкой', en: 'who works on it', example: 'Анна Сетевая' },
  said: { ru: 'что сказано', en: 'what was said', example: 'текст и 2 файла' },
  seconds: { ru: 'сколько ждать', en: 'how long to wait', example: '45 секунд' },
  stars: { ru: 'звёзды', en: 'stars', example: '⭐⭐⭐⭐⭐' },
  status: { ru: 'статус', en: 'status', example: 'В работе' },
  subject: { ru: 'о чём', en: 'subject', example: 'Naumen не отвечает' },
  text: { ru: 'текст', en: 'text', example: 'VPN не подключается с утра' },
  time: { ru: 'время', en: 'time', example: '14:05' },
  title: { ru: 'название', en: 'title', example: 'Если VPN не подключается' },
  topic: { ru: 'тема', en: 'topic', example: '\nVPN не подключается' },
  until: { ru: 'до какого числа', en: 'until when', example: '20 февраля 2027' },
}

/**
 * What the bot says, in Russian, before an admin changes it in the panel (global `bot-texts`).
 * `{name}` is filled in; b, i, u, s, code and a are allowed.
 */
type Text = { label: string; labelEn: string; text: string }

const text = (label: string, labelEn: string, ...lines: string[]): Text => ({
  label,
  labelEn,
  text: lines.join('\n'),
})

export const defaultTexts = {
  greeting: text(
    'Приветствие',
    'Greeting',
    '<b>Здравствуйте!</b>',
    '',
    'Это бот технической поддержки. Здесь можно подать заявку, следить за ней и переписываться с инженером.',
  ),
  consent: text(
    'Согласие на обработку персональных данных',
    'Consent',
    'Чтобы продолжить, нужно согласие на обработку персональных данных: имени, рабочей почты, отдела и текста заявок. Они нужны только для работы поддержки.',
  ),
  agree: text('Кнопка «Согласен»', 'Button: agree', '✅ Согласен'),
  askAddress: text(
    'Просьба ввести почту',
    'Ask for the address',
    'Введите рабочий e-mail — тот, что указан в вашей учётной записи.',
  ),
  notAnAddress: text(
    'Введён не адрес',
    'Not an address',
    'Это не похоже на адрес почты. Нужен один адрес, например <code>ivan.petrov@company.ru</code>.',
  ),
  codeSent: text(
    'Код отправлен',
    'Code sent',
    'Если адрес <b>{address}</b> принадлежит действующему сотруднику, мы отправили на него код из 8 цифр.',
    '',
    'Введите код сюда. Он действует 10 минут.',
  ),
  codeWrong: text(
    'Неверный код',
    'Wrong code',
    'Код не подошёл. Проверьте последнее письмо и введите 8 цифр ещё раз.',
  ),
  codeDead: text(
    'Код больше не действует',
    'The code is dead',
    'Этот код больше не действует. Запросите новый.',
  ),
  notACode: text(
    'Введён не код',
    'Not a code',
    'Код состоит из 8 цифр, например <code>1234 5678</code>.',
  ),
  resendWait: text(
    'Повторная отправка слишком рано',
    'Resend too early',
    'Новый код можно запросить через {seconds}.',
  ),
  tooManyMails: text(
    'Слишком много кодов',
    'Too many codes',
    'Кодов запрошено слишком много. Попробуйте через час или обратитесь в поддержку по телефону.',
  ),
  tooManyFailures: text(
    'Слишком много ошибок',
    'Too many failures',
    'Слишком много неверных кодов. Войти можно будет через сутки.',
  ),
  checkDelayed: text(
    'Naumen не отвечает при входе',
    'Outage at sign-in',
    'Сейчас не получается проверить адрес: система заявок не отвечает. Мы пробуем сами, ничего нажимать не нужно — код придёт, если адрес принадлежит действующему сотруднику.',
  ),
  resend: text('Кнопка «Отправить код ещё раз»', 'Button: resend', '🔁 Отправить код ещё раз'),
  otherAddress: text('Кнопка «Другой адрес»', 'Button: other address', '✏️ Другой адрес'),
  signedIn: text('Вход выполнен', 'Signed in', '<b>Вы вошли, {firstName}!</b>'),
  signedOut: text(
    'Выход выполнен',
    'Signed out',
    'Вы вышли. Чтобы войти снова, нажмите кнопку ниже.',
  ),
  signInButton: text('Кнопка «Войти»', 'Button: sign in', '🔑 Войти'),
  signOutButton: text('Кнопка «Выйти»', 'Button: sign out', '🚪 Выйти'),
  sessionExpired: text(
    'Срок входа истёк',
    'Session expired',
    'Срок входа истёк. Войдите ещё раз — черновики и заявки сохранены.',
  ),
  bindingMoved: text(
    'Вход с другого устройства',
    'Signed in elsewhere',
    'В вашу учётную запись вошли из другого чата Telegram, поэтому здесь доступ завершён. Если это были не вы, сообщите в поддержку.',
  ),
  dismissed: text(
    'Доступ закрыт',
    'Access ended',
    'Ваша учётная запись сотрудника закрыта, поэтому доступ к боту завершён. Если это ошибка, обратитесь в отдел кадров.',
  ),
  cannotVerify: text(
    'Не удаётся подтвердить доступ',
    'Access cannot be verified',
    'Сейчас не получается подтвердить ваш доступ: система заявок давно не отвечает. Попробуйте позже — всё сохранено.',
  ),
  blockedByAdmin: text(
    'Заблокирован администратором',
    'Blocked by an administrator',
    'Доступ к боту ограничен администратором. Обратитесь в поддержку по телефону.',
  ),
  privateOnly: text(
    'Только личный чат',
    'Private chats only',
    'Я работаю только в личном чате: там никто не увидит ваших данных. Напишите мне напрямую.',
  ),
  menu: text('Главное меню', 'Main menu', 'Чем помочь?'),
  back: text('Кнопка «Назад»', 'Button: back', '← Назад'),
  home: text('Кнопка «Меню»', 'Button: menu', '🏠 Меню'),
  cancel: text('Кнопка «Отменить»', 'Button: cancel', '✖️ Отменить'),
  emptySection: text('Пустой раздел', 'Empty section', 'Здесь пока ничего нет.'),
  unsupported: text(
    'Непонятное сообщение',
    'Unsupported message',
    'Такое сообщение я принять не могу. Подойдут текст, фото, файл, видео или голосовое.',
  ),
  useButtons: text('Нужна кнопка', 'Use the buttons', 'Выберите, пожалуйста, кнопку ниже.'),
  apology: text(
    'Что-то пошло не так',
    'Something went wrong',
    'Не получилось обработать последнее сообщение. Остальное сохранено. Попробуйте ещё раз или нажмите /start.',
  ),
  tooMany: text(
    'Слишком много сообщений',
    'Too many messages',
    'Слишком много сообщений подряд. Подождите немного — уже принятое сохранено.',
  ),
  resumeDraft: text(
    'Продолжить черновик?',
    'Resume the draft?',
    '<b>Продолжить черновик?</b>',
    '',
    '{draft}',
  ),
  resumeButton: text('Кнопка «Продолжить»', 'Button: resume', '▶️ Продолжить'),
  startOver: text('Кнопка «Начать заново»', 'Button: start over', '🆕 Начать заново'),
  chooseCategory: text(
    'Выбор категории',
    'Choose a category',
    '<b>Новая заявка</b>',
    'С чем помочь? Выберите категорию или напишите слово для поиска, например «принтер».',
  ),
  chooseSubcategory: text(
    'Выбор подкатегории',
    'Choose a subcategory',
    '<b>{path}</b>',
    'Уточните раздел или напишите слово для поиска.',
  ),
  chooseTopic: text(
    'Выбор темы',
    'Choose a topic',
    '<b>{path}</b>',
    'Выберите тему или напишите слово для поиска.',
  ),
  searchResults: text('Результаты поиска', 'Search results', 'Найдено по запросу «{query}»:'),
  nothingFound: text(
    'Ничего не найдено',
    'Nothing found',
    'По запросу «{query}» ничего не нашлось. Напишите другое слово или выберите категорию.',
  ),
  noCategories: text(
    'Категорий ещё нет',
    'No categories yet',
    'Список тем ещё загружается. Попробуйте через минуту — мы ничего не потеряли.',
  ),
  topicGone: text(
    'Темы больше нет',
    'Topic gone',
    'Этой темы больше нет в списке. Выберите другую — текст и файлы сохранены.',
  ),
  describe: text(
    'Описание',
    'Describe',
    '<b>{path}</b>',
    '',
    'Опишите, что случилось. Можно несколькими сообщениями, с фото, файлами, видео или голосовым.',
    '<i>До {maxFiles} файлов, каждый до 20 МБ.</i>',
  ),
  described: text(
    'Описание принято',
    'Description taken',
    '<b>{path}</b>',
    '',
    '{draft}',
    '',
    'Добавьте ещё или нажмите «Далее».',
  ),
  next: text('Кнопка «Далее»', 'Button: next', '➡️ Далее'),
  describeFirst: text(
    'Описание пустое',
    'Describe first',
    'Напишите хотя бы пару слов или приложите файл — иначе инженер не поймёт, что случилось.',
  ),
  fileTooBig: text(
    'Файл слишком большой',
    'File too big',
    '⚠️ «{name}» больше 20 МБ: Telegram не отдаёт такие файлы боту. Сожмите его или пришлите ссылку.',
  ),
  tooManyFiles: text(
    'Слишком много файлов',
    'Too many files',
    '⚠️ К заявке можно приложить до {maxFiles} файлов. Не добавлено: {names}.',
  ),
  textTooLong: text(
    'Слишком длинный текст',
    'Text too long',
    '⚠️ Описание длиннее {maxText} знаков. Последнее сообщение не добавлено — пришлите его файлом.',
  ),
  fileRefused: text('Файл не подходит', 'File refused', '⚠️ «{name}»: {reason}'),
  gpsWarning: text(
    'Файл с координатами',
    'File with coordinates',
    'ℹ️ Фото, отправленные «как файл», могут хранить место съёмки. Инженер увидит файл без изменений.',
  ),
  preview: text(
    'Проверка перед отправкой',
    'Preview',
    '<b>Проверьте заявку</b>',
    '',
    '<b>Тема:</b> {path}',
    '{draft}',
  ),
  send: text('Кнопка «Отправить»', 'Button: send', '📨 Отправить'),
  editText: text('Кнопка «Изменить описание»', 'Button: edit the text', '✏️ Описание и файлы'),
  editTopic: text('Кнопка «Изменить тему»', 'Button: edit the topic', '🗂 Тема'),
  clearText: text('Кнопка «Написать заново»', 'Button: clear', '🧹 Написать заново'),
  draftKept: text('Черновик отменён', 'Draft discarded', 'Черновик удалён. Заявка не отправлена.'),
  receiptWaiting: text(
    'Заявка принята',
    'Receipt: saved',
    '✅ <b>Заявка {number} принята</b>',
    '{topic}{files}',
    '',
    '⏳ Передаём инженерам…',
  ),
  receiptDelayed: text(
    'Заявка сохранена, Naumen не отвечает',
    'Receipt: saved, Naumen is away',
    '✅ <b>Заявка {number} принята и сохранена</b>',
    '{topic}{files}',
    '',
    '⏳ Система инженеров сейчас не отвечает. Мы передадим заявку сами, как только она заработает. Повторно подавать не нужно.',
  ),
  receiptHandedOver: text(
    'Заявка передана',
    'Receipt: handed over',
    '✅ <b>Заявка {number} передана инженерам</b>',
    '{topic}{files}',
    '',
    'Номер в Naumen: <b>{naumenTitle}</b>',
  ),
  receiptFailed: text(
    'Заявку не удалось передать',
    'Receipt: refused',
    '⚠️ <b>Заявка {number} сохранена, но не передана</b>',
    '{topic}{files}',
    '',
    'Администраторы уже видят причину и передадут её вручную. Повторно подавать не нужно.',
  ),
  handOverFailed: text(
    'Заявку не удалось передать (сообщение)',
    'Hand-over failed (notice)',
    '⚠️ Заявка {number} сохранена, но система инженеров её не приняла. Администраторы уже разбираются, повторно подавать не нужно.',
  ),
  filesNotHandedOver: text(
    'Не все файлы переданы (сообщение)',
    'Not all files were handed over (notice)',
    '⚠️ Заявка {number} у инженеров, но не все её файлы удалось передать. Администраторы уже разбираются.',
  ),
  fileNotHandedOver: text(
    'Файл не передан (сообщение)',
    'A file was not handed over (notice)',
    '⚠️ Файл «{name}» из заявки {number} не передан инженерам: {reason}.',
    '',
    'Всё остальное передано. Файл можно приложить к новой заявке в другом виде.',
  ),
  myTickets: text('Мои заявки', 'My tickets', '<b>Мои заявки</b>'),
  noTickets: text(
    'Заявок ещё нет',
    'No tickets yet',
    'Заявок пока нет. Создайте первую — это займёт минуту.',
  ),
  ticketCard: text(
    'Карточка заявки',
    'Ticket card',
    '<b>Заявка {number}</b>',
    '{topic}',
    '',
    '{icon} {status}',
    'Подана: {filedAt}',
    '{handOver}',
    '',
    '{text}',
  ),
  profile: text(
    'Профиль',
    'Profile',
    '<b>{name}</b>',
    '{post}',
    '{department}',
    '{email}',
    '',
    'Вход действует до {until}.',
  ),
  newTicketButton: text('Кнопка «Создать заявку»', 'Button: new ticket', '📝 Создать заявку'),
  myTicketsButton: text('Кнопка «Мои заявки»', 'Button: my tickets', '📋 Мои заявки'),
  refresh: text('Кнопка «Обновить»', 'Button: refresh', '🔄 Обновить'),
  noArticles: text(
    'Статей ещё нет',
    'No articles yet',
    '<b>База знаний</b>',
    '',
    'Статьи скоро появятся. Если нужна помощь сейчас — создайте заявку.',
  ),
  linkUnknown: text(
    'Ссылка не подходит',
    'Unknown link',
    'По этой ссылке ничего не нашлось: возможно, она устарела.',
  ),
} satisfies Record<string, Text>

export type TextName = keyof typeof defaultTexts

export type Values = Record<string, string | number>

/** Says a text by its name, placeholders filled with escaped values. */
export type Say = (name: TextName, values?: Values) => string

import type { FlawName } from '../../domain/menu-flaws'
import type { Words } from '../kit/words'

export const menuWords = {
  ru: {
    title: 'Меню',
    description:
      'Кнопки, которые видит сотрудник. Порядок, место, название и показ меняются в боте сразу; текст страницы — после «Опубликовать».',
    tree: 'Разделы меню',
    add: 'Добавить раздел',
    search: 'Найти раздел',
    who: 'Кто смотрит',
    employee: 'Сотрудник',
    manager: 'Руководитель',
    what: 'Что показать',
    now: 'Как сейчас',
    latest: 'С черновиками',
    published: 'Опубликовано',
    draft: 'Черновик',
    changed: 'Есть неопубликованные правки',
    hidden: 'Скрыт',
    managers: 'Руководителям',
    untitled: 'Без названия',
    open: 'Открыть',
    edit: 'Изменить этот раздел',
    onPhone: 'Показать на телефоне',
    hide: 'Скрыть в боте',
    show: 'Показать в боте',
    publish: 'Опубликовать',
    versions: 'Версии',
    remove: 'Удалить…',
    removeTitle: 'Удалить раздел «{title}»?',
    removeText:
      'Кнопка пропадёт из бота сразу. Вернуть раздел будет нельзя. Если он ещё может пригодиться, скройте его.',
    removeNow: 'Удалить',
    cancel: 'Отмена',
    removed: 'Раздел удалён.',
    added: 'Черновик создан. Заполните его и опубликуйте — тогда он появится в боте.',
    publishedNow: 'Опубликовано: сотрудники уже видят.',
    shownNow: 'Раздел показан в боте.',
    hiddenNow: 'Раздел скрыт в боте.',
    flaws: 'Что стоит поправить',
    noFlaws: 'Тупиков и ошибок в меню нет.',
    mainMenu: 'Главное меню',
    emptyTitle: 'В меню пока ничего нет',
    emptyText: 'Добавьте первый раздел: он станет кнопкой главного меню.',
    place: 'Место в меню и показ меняются в дереве разделов — сразу, без черновика.',
    toTree: 'Открыть дерево',
    page: 'Страница',
    button: 'Кнопка в меню',
    view: 'Что на телефоне',
  },
  en: {
    title: 'Menu',
    description:
      'The buttons an employee sees. Order, place, label and visibility change in the bot at once; the text of a page after “Publish”.',
    tree: 'Sections of the menu',
    add: 'Add a section',
    search: 'Find a section',
    who: 'Who looks',
    employee: 'Employee',
    manager: 'Manager',
    what: 'What to show',
    now: 'As it is now',
    latest: 'With drafts',
    published: 'Published',
    draft: 'Draft',
    changed: 'Has unpublished changes',
    hidden: 'Hidden',
    managers: 'For managers',
    untitled: 'Untitled',
    open: 'Open',
    edit: 'Edit this section',
    onPhone: 'Show on the phone',
    hide: 'Hide in the bot',
    show: 'Show in the bot',
    publish: 'Publish',
    versions: 'Versions',
    remove: 'Delete…',
    removeTitle: 'Delete the section “{title}”?',
    removeText:
      'Its button leaves the bot at once, and the section cannot be brought back. Hide it if it may be needed again.',
    removeNow: 'Delete',
    cancel: 'Cancel',
    removed: 'The section was deleted.',
    added: 'A draft was made. Fill it in and publish it: then it shows in the bot.',
    publishedNow: 'Published: employees see it already.',
    shownNow: 'The section is shown in the bot.',
    hiddenNow: 'The section is hidden in the bot.',
    flaws: 'Worth mending',
    noFlaws: 'The menu has no dead ends and no mistakes.',
    mainMenu: 'Main menu',
    emptyTitle: 'The menu is empty',
    emptyText: 'Add the first section: it becomes a button of the main menu.',
    place:
      'Its place and whether it is shown are changed in the tree of sections: at once, without a draft.',
    toTree: 'Open the tree',
    page: 'Page',
    button: 'Button in the menu',
    view: 'What the phone shows',
  },
}

export const kindWords: Words<string> = {
  ru: {
    submenu: 'Подменю',
    page: 'Страница',
    link: 'Ссылка',
    'create-request': 'Создать заявку',
    'my-requests': 'Мои заявки',
    'knowledge-base': 'База знаний',
    profile: 'Профиль',
    contacts: 'Контакты',
  },
  en: {
    submenu: 'Submenu',
    page: 'Page',
    link: 'Link',
    'create-request': 'Create a request',
    'my-requests': 'My requests',
    'knowledge-base': 'Knowledge base',
    profile: 'Profile',
    contacts: 'Contacts',
  },
}

/** A flaw in two or three words, for its node in the tree. */
export const flawNames: Words<FlawName> = {
  ru: {
    noTitle: 'Без названия',
    labelTooLong: 'Длинная надпись',
    noAddress: 'Нет адреса',
    topicGone: 'Темы больше нет',
    emptyPage: 'Пустая страница',
    noSections: 'Тупик: нет кнопок',
    sectionsForManagers: 'Тупик для сотрудников',
    holdsHidden: 'Вложенное не видно',
    parentHidden: 'Не видно: скрыт раздел выше',
    parentDraft: 'Не видно: выше черновик',
    parentForManagers: 'Не видно сотрудникам',
    parentHoldsNone: 'Не видно: выше не подменю',
    textTooLong: 'Текст не помещается',
    captionTooLong: 'Картинка не поместится',
    pictureTooBig: 'Картинка не подходит',
    manyButtons: 'Много кнопок',
    tooManyButtons: 'Слишком много кнопок',
  },
  en: {
    noTitle: 'No label',
    labelTooLong: 'Long label',
    noAddress: 'No address',
    topicGone: 'The topic is gone',
    emptyPage: 'Empty page',
    noSections: 'Dead end: no buttons',
    sectionsForManagers: 'Dead end for employees',
    holdsHidden: 'What is inside is not seen',
    parentHidden: 'Not seen: hidden above',
    parentDraft: 'Not seen: a draft above',
    parentForManagers: 'Employees do not see it',
    parentHoldsNone: 'Not seen: no submenu above',
    textTooLong: 'The text does not fit',
    captionTooLong: 'The picture will not fit',
    pictureTooBig: 'The picture does not fit',
    manyButtons: 'Many buttons',
    tooManyButtons: 'Too many buttons',
  },
}

/** What it means for an employee, and what to do. */
export const flawWords: Words<FlawName> = {
  ru: {
    noTitle: 'У кнопки нет надписи. Напишите её.',
    labelTooLong:
      'Надпись длиннее строки ({length} знаков, помещается около {most}): на узком телефоне её конец не виден. Сократите.',
    noAddress:
      'Не указан адрес ссылки: кнопка никуда не приведёт. Укажите полный адрес, например https://portal.example.ru',
    topicGone:
      'Темы заявки больше нет в списке: сотрудник попадёт к выбору категории. Выберите другую тему.',
    emptyPage:
      'На странице нет ни текста, ни картинки, ни кнопок: сотрудник увидит «Здесь пока ничего нет». Добавьте текст.',
    noSections:
      'В подменю нет ни одной кнопки, которую видно в боте. Добавьте раздел внутрь или скройте подменю.',
    sectionsForManagers:
      'Все кнопки подменю — только для руководителей: остальные увидят пустой раздел. Сделайте и его разделом для руководителей.',
    holdsHidden:
      'Внутри есть разделы, но раздел этого вида не показывает кнопок. Перенесите их или выберите «Открывает подменю».',
    parentHidden: 'Раздел выше, «{title}», скрыт: сюда никто не попадёт.',
    parentDraft: 'Раздел выше, «{title}», не опубликован: сюда никто не попадёт.',
    parentForManagers:
      'Раздел выше, «{title}», виден только руководителям: остальные сюда не попадут.',
    parentHoldsNone:
      'Раздел выше, «{title}», не показывает кнопок: сюда никто не попадёт. Перенесите раздел.',
    textTooLong:
      'Текст длиннее одного сообщения Telegram ({length} знаков из {most}): конец будет обрезан. Сократите или разделите на страницы.',
    captionTooLong:
      'Под картинкой помещается {most} знаков, а здесь {length}: бот покажет текст без картинки. Сократите текст или уберите картинку.',
    pictureTooBig:
      'Telegram не примет такую картинку: она слишком большая или слишком вытянутая. Бот покажет текст без неё.',
    manyButtons:
      'Кнопок {count}: они не поместятся на экране. Удобно до {most} строк — соберите часть в подменю.',
    tooManyButtons:
      'Кнопок {count}, а Telegram показывает не больше {most}: последние и «Назад» пропадут. Разделите на подменю.',
  },
  en: {
    noTitle: 'The button has no label. Write one.',
    labelTooLong:
      'The label is longer than a line ({length} characters, about {most} fit): a narrow phone hides its end. Shorten it.',
    noAddress:
      'The link has no address: the button leads nowhere. Give a full one, such as https://portal.example.com',
    topicGone:
      'The topic is no longer listed: an employee is asked for a category instead. Choose another topic.',
    emptyPage:
      'The page has no text, no picture and no buttons: an employee reads that nothing is here. Add a text.',
    noSections:
      'The submenu has no button that shows in the bot. Add a section inside it, or hide it.',
    sectionsForManagers:
      'All buttons of the submenu are for managers: anybody else finds it empty. Make it one for managers too.',
    holdsHidden:
      'There are sections inside, but a section of this kind shows no buttons. Move them, or choose “Opens a submenu”.',
    parentHidden: 'The section above, “{title}”, is hidden: nobody gets here.',
    parentDraft: 'The section above, “{title}”, is not published: nobody gets here.',
    parentForManagers: 'The section above, “{title}”, is for managers: nobody else gets here.',
    parentHoldsNone:
      'The section above, “{title}”, shows no buttons: nobody gets here. Move this section.',
    textTooLong:
      'The text is longer than one message of Telegram ({length} characters of {most}): its end is cut off. Shorten it or divide it into pages.',
    captionTooLong:
      'Under a picture {most} characters fit, here are {length}: the bot shows the text without the picture. Shorten the text or take the picture away.',
    pictureTooBig:
      'Telegram does not take such a picture: it is too big or too narrow. The bot shows the text without it.',
    manyButtons:
      'There are {count} buttons: they do not fit on a screen. Up to {most} rows are handy; put some into a submenu.',
    tooManyButtons:
      'There are {count} buttons, Telegram shows {most} at most: the last ones and the way back get lost. Divide them into submenus.',
  },
}

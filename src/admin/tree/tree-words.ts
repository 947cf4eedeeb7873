import type { Words } from '../kit/words'

export const treeWords: Words<
  | ('drag' | 'open' | 'close' | 'more' | 'rename' | 'add' | 'newTitle' | 'up' | 'down' | 'into')
  | ('out' | 'moveTo' | 'moveTitle' | 'topLevel' | 'choose' | 'move' | 'cancel' | 'nothing')
  | 'nowhere'
  | ('moved' | 'atTop' | 'cannot' | 'nothingFits')
> = {
  ru: {
    drag: 'Перетащить',
    open: 'Раскрыть',
    close: 'Свернуть',
    more: 'Действия',
    rename: 'Переименовать',
    add: 'Добавить внутрь',
    newTitle: 'Название',
    up: 'Выше',
    down: 'Ниже',
    into: 'Внутрь предыдущего',
    out: 'На уровень выше',
    moveTo: 'Внутрь…',
    moveTitle: 'Куда перенести «{title}»',
    topLevel: 'На верхний уровень',
    choose: 'Найти',
    move: 'Перенести',
    cancel: 'Отмена',
    nothing: 'Ничего не найдено.',
    nowhere: 'Переносить некуда: вместе с тем, что внутри, нигде больше не поместится.',
    moved: '«{title}» теперь здесь: {path}.',
    atTop: 'верхний уровень',
    cannot: 'Сюда перенести нельзя.',
    nothingFits: 'Ничего не найдено. Попробуйте другое слово или сотрите запрос.',
  },
  en: {
    drag: 'Drag',
    open: 'Expand',
    close: 'Collapse',
    more: 'Actions',
    rename: 'Rename',
    add: 'Add inside',
    newTitle: 'Title',
    up: 'Up',
    down: 'Down',
    into: 'Into the one above',
    out: 'One level up',
    moveTo: 'Move into…',
    moveTitle: 'Where to move “{title}”',
    topLevel: 'Top level',
    choose: 'Find',
    move: 'Move',
    cancel: 'Cancel',
    nothing: 'Nothing was found.',
    nowhere: 'There is no other place: with what is inside, it fits nowhere else.',
    moved: '“{title}” is now here: {path}.',
    atTop: 'top level',
    cannot: 'It cannot be moved here.',
    nothingFits: 'Nothing was found. Try another word, or clear the search.',
  },
}

import type { Words } from '../kit/words'

export const treeWords: Words<
  | ('drag' | 'open' | 'close' | 'more' | 'rename' | 'add' | 'newTitle' | 'up' | 'down' | 'into')
  | ('out' | 'moveTo' | 'moveTitle' | 'topLevel' | 'choose' | 'move' | 'cancel' | 'nothing')
  | ('moved' | 'atTop' | 'cannot')
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
    moveTitle: 'Куда перенести',
    topLevel: 'На верхний уровень',
    choose: 'Найти',
    move: 'Перенести',
    cancel: 'Отмена',
    nothing: 'Ничего не найдено.',
    moved: '«{title}» теперь здесь: {path}.',
    atTop: 'верхний уровень',
    cannot: 'Сюда перенести нельзя.',
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
    moveTitle: 'Where to move it',
    topLevel: 'Top level',
    choose: 'Find',
    move: 'Move',
    cancel: 'Cancel',
    nothing: 'Nothing was found.',
    moved: '“{title}” is now here: {path}.',
    atTop: 'top level',
    cannot: 'It cannot be moved here.',
  },
}

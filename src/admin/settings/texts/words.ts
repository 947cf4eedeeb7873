export const editorWords = {
  ru: {
    title: 'Тексты по местам',
    search: 'Найти текст',
    searchHint: 'Слово из текста или названия',
    found: 'Найдено: {count}',
    nothing: 'Ничего не нашлось',
    nothingAdvice: 'Попробуйте другое слово или откройте раздел.',
    sections: 'Разделы',
    changed: 'изменён',
    restore: 'Вернуть исходный текст',
    preview: 'Так это увидит сотрудник',
    canUse: 'Можно вставить',
    lost: 'Без {names} сотрудник не увидит: {meanings}. Если так и задумано, оставьте.',
    onlyChanged: 'Только изменённые',
    insert: 'Вставить {name}: {meaning}',
    consentVersion:
      'Текст согласия изменён, а его версия прежняя: тех, кто уже согласился, бот заново не спросит. Если смысл другой, измените версию выше.',
  },
  en: {
    title: 'Texts by place',
    search: 'Find a text',
    searchHint: 'A word of the text or its name',
    found: 'Found: {count}',
    nothing: 'Nothing found',
    nothingAdvice: 'Try another word or open a section.',
    sections: 'Sections',
    changed: 'changed',
    restore: 'Restore the original text',
    preview: 'What people will see',
    canUse: 'Can be filled in',
    lost: 'Without {names} people don’t see: {meanings}. Leave it if that is meant.',
    onlyChanged: 'Changed only',
    insert: 'Insert {name}: {meaning}',
    consentVersion:
      'The wording of the consent was changed but not its version: whoever has agreed is not asked again. If the meaning differs, change the version above.',
  },
}
export type EditorWords = (typeof editorWords)['ru']

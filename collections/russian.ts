/** Where Payload's Russian is English or bends no noun. */
export const betterRussian = {
  authentication: {
    backToLogin: 'Вернуться ко входу',
    checkYourEmailForPasswordReset:
      'Если у этой почты есть доступ в панель, на неё придёт ссылка. Она действует один час. Не пришла — загляните в «Спам».',
    emailSent: 'Проверьте почту',
    failedToUnlock: 'Не удалось снять запрет.',
    forceUnlock: 'Снять запрет после неверных паролей',
    forgotPassword: 'Забыли пароль?',
    forgotPasswordEmailInstructions:
      'Введите вашу почту: пришлём ссылку, чтобы выбрать новый пароль.',
    successfullyUnlocked: 'Запрет снят: можно входить снова.',
  },
  // Payload puts labels in two languages in here as they are, and they read as [object Object]
  fields: { addLabel: 'Добавить: {{label}}', addNewLabel: 'Добавить' },
  general: {
    ascending: 'по возрастанию',
    createNewLabel: 'Создать: {{label}}',
    creatingNewLabel: 'Создание: {{label}}',
    descending: 'по убыванию',
    email: 'Электронная почта',
    emailAddress: 'Электронная почта',
    false: 'нет',
    noLabel: '—',
    or: 'или',
    payloadSettings: 'Настройки панели',
    sortByLabelDirection: 'Сортировать {{direction}}',
    searchBy: 'Искать: {{label}}',
    true: 'да',
  },
  version: {
    changedFieldsCount_few: 'Изменено полей: {{count}}',
    changedFieldsCount_many: 'Изменено полей: {{count}}',
    changedFieldsCount_one: 'Изменено полей: {{count}}',
    changedFieldsCount_other: 'Изменено полей: {{count}}',
    currentDraft: 'Текущий черновик',
    modifiedOnly: 'Только изменённое',
    publish: 'Опубликовать',
    publishChanges: 'Опубликовать',
    unpublish: 'Снять с публикации',
    aboutToRestore: 'Вернуть {{label}} к тому, что было {{versionDate}}?',
    aboutToUnpublish: 'Снять с публикации? В боте этого больше не будет видно.',
    restoreThisVersion: 'Вернуть эту версию',
    restoreAsDraft: 'Вернуть как черновик',
    restoredSuccessfully: 'Версия возвращена.',
  },
}

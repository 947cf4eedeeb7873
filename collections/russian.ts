/** Where Payload's Russian is English or bends no noun. */
export const betterRussian = {
  general: {
    createNewLabel: 'Создать: {{label}}',
    creatingNewLabel: 'Создание: {{label}}',
    email: 'Электронная почта',
    emailAddress: 'Электронная почта',
    false: 'нет',
    noLabel: '—',
    or: 'или',
    searchBy: 'Искать: {{label}}',
    true: 'да',
  },
}

import type { z } from 'zod'

/** What is wrong with a variable, for the operator. Never shows its value. */
export function wordsOf(issue: z.core.$ZodIssue): string {
  return `${String(issue.path[0])} ${wrongIn(issue)}`
}

function wrongIn(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'custom':
      return issue.message
    case 'invalid_value':
      return `может быть только: ${issue.values.map(String).join(', ')}`
    case 'invalid_type':
      return issue.expected === 'int' ? 'должно быть целым числом' : 'должно быть числом'
    case 'too_small':
      if (issue.origin !== 'number') return shorter(Number(issue.minimum))
      return `должно быть ${issue.inclusive ? 'не меньше' : 'больше'} ${issue.minimum}`
    case 'too_big':
      return `должно быть не больше ${issue.maximum}`
    case 'invalid_format':
      return formats[issue.format] ?? issue.message
    default:
      return 'не подходит'
  }
}

const shorter = (least: number) =>
  least > 1 ? `должно быть не короче ${least} символов` : 'не должно быть пустым'

const formats: Record<string, string> = {
  url: 'должно быть адресом, со схемой, которая здесь возможна',
  email: 'должно быть адресом электронной почты',
}

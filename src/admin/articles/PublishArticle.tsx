'use client'
import {
  FormSubmit,
  PublishButton,
  toast,
  useConfig,
  useDocumentInfo,
  useForm,
  useFormFields,
  useFormModified,
  useTranslation,
} from '@payloadcms/ui'
import { ownMoment } from '../kit/Moment'
import { wordsIn } from '../kit/words'

const words = {
  ru: { schedule: 'Запланировать', kept: 'Сохранено. Статья выйдет {at}.' },
  en: { schedule: 'Schedule', kept: 'Saved. The article will be published {at}.' },
}

/** «Опубликовать», or «Запланировать» while a time to come stands beside it. */
export function PublishArticle() {
  const at = useFormFields(([fields]) => fields.publishAt?.value)
  const toCome = typeof at === 'string' && Date.parse(at) > Date.now()
  return toCome ? <Schedule at={at} /> : <PublishButton />
}

function Schedule({ at }: { at: string }) {
  const { i18n } = useTranslation()
  const say = wordsIn(i18n.language, words)
  const { submit } = useForm()
  const modified = useFormModified()
  const { id } = useDocumentInfo()
  const { config } = useConfig()
  const schedule = async () => {
    const path = `${config.routes.api}/articles${id ? `/${id}` : ''}?depth=0&draft=true`
    const saved = await submit({
      action: path,
      method: id ? 'PATCH' : 'POST',
      overrides: { _status: 'draft' },
    })
    if (saved?.res?.ok) toast.info(say.kept.replace('{at}', ownMoment(i18n.language, at)))
  }
  return (
    <FormSubmit
      buttonId="action-save"
      type="button"
      size="medium"
      disabled={!modified}
      onClick={schedule}
    >
      {say.schedule}
    </FormSubmit>
  )
}

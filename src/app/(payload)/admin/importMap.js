import { PersonCell as PersonCell_c0f1d0b15eaec29059258c20587fee70 } from '../../../../src/admin/tickets/PersonCell'
import { TopicCell as TopicCell_1645629ae06d7578205cdddb3f26a899 } from '../../../../src/admin/tickets/TopicCell'
import { StatusCell as StatusCell_ba88f7b907ef1f3b95733580ef03bc6e } from '../../../../src/admin/tickets/StatusCell'
import { ReadOnlyJson as ReadOnlyJson_147cb303394cbd93f0ac18346ca0afec } from '../../../../src/admin/ReadOnlyJson'
import { MomentCell as MomentCell_c60ba8295e6e4a2e77f465e445032ddd } from '../../../../src/admin/kit/MomentCell'
import { HandOverCell as HandOverCell_69ef676436001acda79d832fb486bedc } from '../../../../src/admin/tickets/HandOverCell'
import { TicketFilters as TicketFilters_cb0ec326eed6baca0d0cf929f22015a1 } from '../../../../src/admin/tickets/TicketFilters'
import { TicketPage as TicketPage_bf705d6dda8982c3c36e675c902af445 } from '../../../../src/admin/tickets/TicketPage'
import { NumberCell as NumberCell_8b33e39f0fa2e9f136a973f3d387912f } from '../../../../src/admin/tickets/NumberCell'
import { CategoryPlace as CategoryPlace_a0a0fe7146e1839a6f0f36499a99cba8 } from '../../../../src/admin/categories/CategoryPlace'
import { CategoryQr as CategoryQr_4b4e8b678fc8c272ed276abea2853967 } from '../../../../src/admin/CategoryQr'
import { CategoriesView as CategoriesView_b058a3f337674be31a07712ed2658464 } from '../../../../src/admin/categories/CategoriesView'
import { StateCell as StateCell_5b177103d691a7149ccec125964292b7 } from '../../../../src/admin/users/StateCell'
import { StoppedCell as StoppedCell_de860ca85ce25c8bdd93a347b0988c4b } from '../../../../src/admin/users/StoppedCell'
import { ListTools as ListTools_8e7bafa6488924c028591eda925b484d } from '../../../../src/admin/users/ListTools'
import { UserCard as UserCard_fa4b6396f5b905ddd35198fee7020c0d } from '../../../../src/admin/users/UserCard'
import { Door as Door_cc5961cf0d8433aee016755bd15e0d8d } from '../../../../src/admin/admins/Door'
import { SectionFlaws as SectionFlaws_93d594aef859ef0f9eeb69487c19a319 } from '../../../../src/admin/menu/SectionFlaws'
import { RscEntryLexicalCell as RscEntryLexicalCell_44fe37237e0ebf4470c9990d8cb7b07e } from '@payloadcms/richtext-lexical/rsc'
import { RscEntryLexicalField as RscEntryLexicalField_44fe37237e0ebf4470c9990d8cb7b07e } from '@payloadcms/richtext-lexical/rsc'
import { LexicalDiffComponent as LexicalDiffComponent_44fe37237e0ebf4470c9990d8cb7b07e } from '@payloadcms/richtext-lexical/rsc'
import { InlineToolbarFeatureClient as InlineToolbarFeatureClient_e70f5e05f09f93e00b997edb1ef0c864 } from '@payloadcms/richtext-lexical/client'
import { FixedToolbarFeatureClient as FixedToolbarFeatureClient_e70f5e05f09f93e00b997edb1ef0c864 } from '@payloadcms/richtext-lexical/client'
import { UnorderedListFeatureClient as UnorderedListFeatureClient_e70f5e05f09f93e00b997edb1ef0c864 } from '@payloadcms/richtext-lexical/client'
import { OrderedListFeatureClient as OrderedListFeatureClient_e70f5e05f09f93e00b997edb1ef0c864 } from '@payloadcms/richtext-lexical/client'
import { BlockquoteFeatureClient as BlockquoteFeatureClient_e70f5e05f09f93e00b997edb1ef0c864 } from '@payloadcms/richtext-lexical/client'
import { LinkFeatureClient as LinkFeatureClient_e70f5e05f09f93e00b997edb1ef0c864 } from '@payloadcms/richtext-lexical/client'
import { InlineCodeFeatureClient as InlineCodeFeatureClient_e70f5e05f09f93e00b997edb1ef0c864 } from '@payloadcms/richtext-lexical/client'
import { StrikethroughFeatureClient as StrikethroughFeatureClient_e70f5e05f09f93e00b997edb1ef0c864 } from '@payloadcms/richtext-lexical/client'
import { UnderlineFeatureClient as UnderlineFeatureClient_e70f5e05f09f93e00b997edb1ef0c864 } from '@payloadcms/richtext-lexical/client'
import { BoldFeatureClient as BoldFeatureClient_e70f5e05f09f93e00b997edb1ef0c864 } from '@payloadcms/richtext-lexical/client'
import { ItalicFeatureClient as ItalicFeatureClient_e70f5e05f09f93e00b997edb1ef0c864 } from '@payloadcms/richtext-lexical/client'
import { ParagraphFeatureClient as ParagraphFeatureClient_e70f5e05f09f93e00b997edb1ef0c864 } from '@payloadcms/richtext-lexical/client'
import { SectionPhone as SectionPhone_f677e18a7aff88c3a30da7d3f265a527 } from '../../../../src/admin/menu/SectionPhone'
import { MenuView as MenuView_02261e53b73fa6ed481418678f29283c } from '../../../../src/admin/menu/MenuView'
import { ArticleQr as ArticleQr_7298cdb2123f6c20a7dc7a21b2a4a0a3 } from '../../../../src/admin/articles/ArticleQr'
import { ArticlePhone as ArticlePhone_04b39e6dadf27555e714e30ca4cfee97 } from '../../../../src/admin/articles/ArticlePhone'
import { ViewsCell as ViewsCell_7a2488b2b480f94cf4fa6b63dd3ebf23 } from '../../../../src/admin/articles/FigureCells'
import { HelpedCell as HelpedCell_7a2488b2b480f94cf4fa6b63dd3ebf23 } from '../../../../src/admin/articles/FigureCells'
import { Outcome as Outcome_a5718dfe2f61a37df3c5dddc643976ad } from '../../../../src/admin/articles/Outcome'
import { PublishTime as PublishTime_75e00903663b3a2dd975e6fdef906073 } from '../../../../src/admin/articles/PublishTime'
import { PublishArticle as PublishArticle_7381f8b10656e48a1f4f5b6eeda1198c } from '../../../../src/admin/articles/PublishArticle'
import { SizeCell as SizeCell_c74c28a42a3a5f01dbda72272a4b57e3 } from '../../../../src/admin/files/SizeCell'
import { AuditEntry as AuditEntry_6e7597d7767d0c778ac8f688335f404a } from '../../../../src/admin/audit/AuditEntry'
import { AuditList as AuditList_67ab4bd8c41a2f483e1593d44c3c4904 } from '../../../../src/admin/audit/AuditList'
import { TextsEditor as TextsEditor_01a76766ffbe33c8c23e9cdd556bffff } from '../../../../src/admin/settings/texts/TextsEditor'
import { UnmappedStates as UnmappedStates_c2d002c6e27c918cfb29e07961b06126 } from '../../../../src/admin/settings/UnmappedStates'
import { StatusRowLabel as StatusRowLabel_fcc4e34f3b9c328534b808b9bde05d70 } from '../../../../src/admin/settings/StatusRowLabel'
import { ConnectionCheck as ConnectionCheck_c6994dd275822f1839b7e5448211be8c } from '../../../../src/admin/settings/ConnectionCheck'
import { RestoreCode as RestoreCode_ad74f01e8512271aad28aeaf781d6b33 } from '../../../../src/admin/settings/RestoreCode'
import { RatingRow as RatingRow_a8f1a99cec166d89b3428bda6d28ee2a } from '../../../../src/admin/settings/RatingRow'
import { OpenNow as OpenNow_34f140156874d086d8555c3929272263 } from '../../../../src/admin/settings/OpenNow'
import { DayRowLabel as DayRowLabel_cf6fa1264bb13991ff941119cfb554e7 } from '../../../../src/admin/settings/DayRowLabel'
import { HolidayRowLabel as HolidayRowLabel_373456895c5955d2836ec0589864dd5d } from '../../../../src/admin/settings/HolidayRowLabel'
import { NextPurge as NextPurge_e90c49c592d67a006cd819a990a15df5 } from '../../../../src/admin/settings/NextPurge'
import { Icon as Icon_55a0d409a5af8f499a87134144315c76 } from '../../../../src/admin/Icon'
import { Logo as Logo_275cbc8e6d8d51ca630c8afc4d6aa690 } from '../../../../src/admin/Logo'
import { OwnLinks as OwnLinks_b1c57fa202ee3c185f990e96850074f0 } from '../../../../src/admin/nav/OwnLinks'
import { SpokenNames as SpokenNames_66f317e07a3913b77cb87996bfb29138 } from '../../../../src/admin/kit/SpokenNames'
import { Dashboard as Dashboard_e57afc99291726bda4e4e9629bc62236 } from '../../../../src/admin/dashboard/Dashboard'
import { Demand as Demand_97e3c29742e4d957b4a269f8165eebe1 } from '../../../../src/admin/articles/Demand'
import { HandOverQueue as HandOverQueue_2eac6498260b74a0ed6c97a7f265ef03 } from '../../../../src/admin/hand-over/HandOverQueue'
import { SignIn as SignIn_f132f712e9dbed96fe1a2fdc77c4f596 } from '../../../../src/admin/sign-in/SignIn'
import { SessionEnded as SessionEnded_8d82f5281ecec76cf6560465d1ac0930 } from '../../../../src/admin/sign-in/SessionEnded'
import { NoAccess as NoAccess_26ad2b059d91b0182b7b643b42637dc2 } from '../../../../src/admin/doors/NoAccess'
import { NewPassword as NewPassword_eadae418bed70e3087113aacf0f0f9d3 } from '../../../../src/admin/sign-in/NewPassword'
import { CollectionCards as CollectionCards_f9c02e79a4aed9a3924487c0cd4cafb1 } from '@payloadcms/next/rsc'

/** @type import('payload').ImportMap */
export const importMap = {
  "/src/admin/tickets/PersonCell#PersonCell": PersonCell_c0f1d0b15eaec29059258c20587fee70,
  "/src/admin/tickets/TopicCell#TopicCell": TopicCell_1645629ae06d7578205cdddb3f26a899,
  "/src/admin/tickets/StatusCell#StatusCell": StatusCell_ba88f7b907ef1f3b95733580ef03bc6e,
  "/src/admin/ReadOnlyJson#ReadOnlyJson": ReadOnlyJson_147cb303394cbd93f0ac18346ca0afec,
  "/src/admin/kit/MomentCell#MomentCell": MomentCell_c60ba8295e6e4a2e77f465e445032ddd,
  "/src/admin/tickets/HandOverCell#HandOverCell": HandOverCell_69ef676436001acda79d832fb486bedc,
  "/src/admin/tickets/TicketFilters#TicketFilters": TicketFilters_cb0ec326eed6baca0d0cf929f22015a1,
  "/src/admin/tickets/TicketPage#TicketPage": TicketPage_bf705d6dda8982c3c36e675c902af445,
  "/src/admin/tickets/NumberCell#NumberCell": NumberCell_8b33e39f0fa2e9f136a973f3d387912f,
  "/src/admin/categories/CategoryPlace#CategoryPlace": CategoryPlace_a0a0fe7146e1839a6f0f36499a99cba8,
  "/src/admin/CategoryQr#CategoryQr": CategoryQr_4b4e8b678fc8c272ed276abea2853967,
  "/src/admin/categories/CategoriesView#CategoriesView": CategoriesView_b058a3f337674be31a07712ed2658464,
  "/src/admin/users/StateCell#StateCell": StateCell_5b177103d691a7149ccec125964292b7,
  "/src/admin/users/StoppedCell#StoppedCell": StoppedCell_de860ca85ce25c8bdd93a347b0988c4b,
  "/src/admin/users/ListTools#ListTools": ListTools_8e7bafa6488924c028591eda925b484d,
  "/src/admin/users/UserCard#UserCard": UserCard_fa4b6396f5b905ddd35198fee7020c0d,
  "/src/admin/admins/Door#Door": Door_cc5961cf0d8433aee016755bd15e0d8d,
  "/src/admin/menu/SectionFlaws#SectionFlaws": SectionFlaws_93d594aef859ef0f9eeb69487c19a319,
  "@payloadcms/richtext-lexical/rsc#RscEntryLexicalCell": RscEntryLexicalCell_44fe37237e0ebf4470c9990d8cb7b07e,
  "@payloadcms/richtext-lexical/rsc#RscEntryLexicalField": RscEntryLexicalField_44fe37237e0ebf4470c9990d8cb7b07e,
  "@payloadcms/richtext-lexical/rsc#LexicalDiffComponent": LexicalDiffComponent_44fe37237e0ebf4470c9990d8cb7b07e,
  "@payloadcms/richtext-lexical/client#InlineToolbarFeatureClient": InlineToolbarFeatureClient_e70f5e05f09f93e00b997edb1ef0c864,
  "@payloadcms/richtext-lexical/client#FixedToolbarFeatureClient": FixedToolbarFeatureClient_e70f5e05f09f93e00b997edb1ef0c864,
  "@payloadcms/richtext-lexical/client#UnorderedListFeatureClient": UnorderedListFeatureClient_e70f5e05f09f93e00b997edb1ef0c864,
  "@payloadcms/richtext-lexical/client#OrderedListFeatureClient": OrderedListFeatureClient_e70f5e05f09f93e00b997edb1ef0c864,
  "@payloadcms/richtext-lexical/client#BlockquoteFeatureClient": BlockquoteFeatureClient_e70f5e05f09f93e00b997edb1ef0c864,
  "@payloadcms/richtext-lexical/client#LinkFeatureClient": LinkFeatureClient_e70f5e05f09f93e00b997edb1ef0c864,
  "@payloadcms/richtext-lexical/client#InlineCodeFeatureClient": InlineCodeFeatureClient_e70f5e05f09f93e00b997edb1ef0c864,
  "@payloadcms/richtext-lexical/client#StrikethroughFeatureClient": StrikethroughFeatureClient_e70f5e05f09f93e00b997edb1ef0c864,
  "@payloadcms/richtext-lexical/client#UnderlineFeatureClient": UnderlineFeatureClient_e70f5e05f09f93e00b997edb1ef0c864,
  "@payloadcms/richtext-lexical/client#BoldFeatureClient": BoldFeatureClient_e70f5e05f09f93e00b997edb1ef0c864,
  "@payloadcms/richtext-lexical/client#ItalicFeatureClient": ItalicFeatureClient_e70f5e05f09f93e00b997edb1ef0c864,
  "@payloadcms/richtext-lexical/client#ParagraphFeatureClient": ParagraphFeatureClient_e70f5e05f09f93e00b997edb1ef0c864,
  "/src/admin/menu/SectionPhone#SectionPhone": SectionPhone_f677e18a7aff88c3a30da7d3f265a527,
  "/src/admin/menu/MenuView#MenuView": MenuView_02261e53b73fa6ed481418678f29283c,
  "/src/admin/articles/ArticleQr#ArticleQr": ArticleQr_7298cdb2123f6c20a7dc7a21b2a4a0a3,
  "/src/admin/articles/ArticlePhone#ArticlePhone": ArticlePhone_04b39e6dadf27555e714e30ca4cfee97,
  "/src/admin/articles/FigureCells#ViewsCell": ViewsCell_7a2488b2b480f94cf4fa6b63dd3ebf23,
  "/src/admin/articles/FigureCells#HelpedCell": HelpedCell_7a2488b2b480f94cf4fa6b63dd3ebf23,
  "/src/admin/articles/Outcome#Outcome": Outcome_a5718dfe2f61a37df3c5dddc643976ad,
  "/src/admin/articles/PublishTime#PublishTime": PublishTime_75e00903663b3a2dd975e6fdef906073,
  "/src/admin/articles/PublishArticle#PublishArticle": PublishArticle_7381f8b10656e48a1f4f5b6eeda1198c,
  "/src/admin/files/SizeCell#SizeCell": SizeCell_c74c28a42a3a5f01dbda72272a4b57e3,
  "/src/admin/audit/AuditEntry#AuditEntry": AuditEntry_6e7597d7767d0c778ac8f688335f404a,
  "/src/admin/audit/AuditList#AuditList": AuditList_67ab4bd8c41a2f483e1593d44c3c4904,
  "/src/admin/settings/texts/TextsEditor#TextsEditor": TextsEditor_01a76766ffbe33c8c23e9cdd556bffff,
  "/src/admin/settings/UnmappedStates#UnmappedStates": UnmappedStates_c2d002c6e27c918cfb29e07961b06126,
  "/src/admin/settings/StatusRowLabel#StatusRowLabel": StatusRowLabel_fcc4e34f3b9c328534b808b9bde05d70,
  "/src/admin/settings/ConnectionCheck#ConnectionCheck": ConnectionCheck_c6994dd275822f1839b7e5448211be8c,
  "/src/admin/settings/RestoreCode#RestoreCode": RestoreCode_ad74f01e8512271aad28aeaf781d6b33,
  "/src/admin/settings/RatingRow#RatingRow": RatingRow_a8f1a99cec166d89b3428bda6d28ee2a,
  "/src/admin/settings/OpenNow#OpenNow": OpenNow_34f140156874d086d8555c3929272263,
  "/src/admin/settings/DayRowLabel#DayRowLabel": DayRowLabel_cf6fa1264bb13991ff941119cfb554e7,
  "/src/admin/settings/HolidayRowLabel#HolidayRowLabel": HolidayRowLabel_373456895c5955d2836ec0589864dd5d,
  "/src/admin/settings/NextPurge#NextPurge": NextPurge_e90c49c592d67a006cd819a990a15df5,
  "/src/admin/Icon#Icon": Icon_55a0d409a5af8f499a87134144315c76,
  "/src/admin/Logo#Logo": Logo_275cbc8e6d8d51ca630c8afc4d6aa690,
  "/src/admin/nav/OwnLinks#OwnLinks": OwnLinks_b1c57fa202ee3c185f990e96850074f0,
  "/src/admin/kit/SpokenNames#SpokenNames": SpokenNames_66f317e07a3913b77cb87996bfb29138,
  "/src/admin/dashboard/Dashboard#Dashboard": Dashboard_e57afc99291726bda4e4e9629bc62236,
  "/src/admin/articles/Demand#Demand": Demand_97e3c29742e4d957b4a269f8165eebe1,
  "/src/admin/hand-over/HandOverQueue#HandOverQueue": HandOverQueue_2eac6498260b74a0ed6c97a7f265ef03,
  "/src/admin/sign-in/SignIn#SignIn": SignIn_f132f712e9dbed96fe1a2fdc77c4f596,
  "/src/admin/sign-in/SessionEnded#SessionEnded": SessionEnded_8d82f5281ecec76cf6560465d1ac0930,
  "/src/admin/doors/NoAccess#NoAccess": NoAccess_26ad2b059d91b0182b7b643b42637dc2,
  "/src/admin/sign-in/NewPassword#NewPassword": NewPassword_eadae418bed70e3087113aacf0f0f9d3,
  "@payloadcms/next/rsc#CollectionCards": CollectionCards_f9c02e79a4aed9a3924487c0cd4cafb1
}

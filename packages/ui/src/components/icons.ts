/** The icons of the product, under the names of what they mean. */
export {
  IconArrowLeft,
  IconBolt,
  IconChartBar,
  IconChevronRight,
  IconDownload,
  IconFileInvoice,
  IconFlame,
  IconGauge,
  IconHome,
  IconLogout,
  IconMail,
  IconMenu2,
  IconUser,
} from '@tabler/icons-react';

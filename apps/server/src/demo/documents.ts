/** What stands beside the items of the demonstration's agenda; scripts/make-demo-documents.ts wrote the files. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { CommandOf, DocumentVisibility } from '@diemcau/core';
import { keepFileAt, type DocumentStore } from '../documents/document-store.ts';

interface DemoDocument {
  readonly file: string;
  readonly itemId: string | null;
  readonly title: string;
  readonly visibleTo: DocumentVisibility;
}

export const DEMO_DOCUMENTS: readonly DemoDocument[] = [
  { file: 'bao-cao-quy-iii.pdf', itemId: 'bao-cao-quy', title: 'Báo cáo kết quả công tác quý III', visibleTo: 'all' },
  { file: 'bieu-tong-hop-quy-iii.xlsx', itemId: 'bao-cao-quy', title: 'Biểu tổng hợp số liệu quý III theo khu vực', visibleTo: 'sites' },
  {
    file: 'ke-hoach-tuyen-truyen-bau-cu.pdf',
    itemId: 'bau-cu',
    title: 'Kế hoạch thông tin, tuyên truyền bầu cử ở cơ sở',
    visibleTo: 'all',
  },
  {
    file: 'bo-tieu-chi-truong-hoc-thong-minh.pdf',
    itemId: 'truong-hoc',
    title: 'Dự thảo bộ tiêu chí trường học thông minh',
    visibleTo: 'sites',
  },
  { file: 'ke-hoach-dao-tao-theo-nganh.docx', itemId: 'dao-tao', title: 'Kế hoạch đào tạo, bồi dưỡng theo ngành', visibleTo: 'sites' },
  { file: 'hoi-dap-tieng-on-khu-dan-cu.pdf', itemId: 'thao-luan', title: 'Hỏi đáp: tiếng ồn trong khu dân cư', visibleTo: 'sites' },
  { file: 'goi-y-dieu-hanh.pdf', itemId: null, title: 'Gợi ý điều hành cho chủ trì và thư ký', visibleTo: 'console' },
];

/** The same folder seen from `dist` and from `src/demo`. */
const FOLDER = ['../assets/documents', '../../assets/documents']
  .map((path) => fileURLToPath(new URL(path, import.meta.url)))
  .find(existsSync);

/** Keeps the files and returns the commands that attach them. Throws OutsideFault. */
export async function keepDemoDocuments(store: DocumentStore): Promise<CommandOf<'AttachDocument'>[]> {
  const folder = FOLDER;
  if (folder === undefined) throw new Error('the folder assets/documents is missing; scripts/make-demo-documents.ts makes it');
  const kept = DEMO_DOCUMENTS.map(async ({ file, ...document }, index) => ({
    type: 'AttachDocument' as const,
    document: { ...document, ...(await keepFileAt(store, join(folder, file), file)), documentId: `tai-lieu-${index + 1}` },
  }));
  return Promise.all(kept);
}

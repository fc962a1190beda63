/**
 * Writes the documents of the demonstration's agenda: `tsx scripts/make-demo-documents.ts`. The result is
 * checked in, so that a demo needs neither. Needs Chromium, which prints the PDFs, and LibreOffice, which
 * makes the DOCX. Everything in them is invented.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import writeExcelFile from 'write-excel-file/node';
import { findChromium } from './chromium.ts';
import { ROOT } from './run.ts';

const OUT = `${ROOT}/apps/server/assets/documents`;
const FONT = `${ROOT}/node_modules/@fontsource/be-vietnam-pro/files`;

interface Paper {
  readonly file: string;
  readonly body: string;
  readonly number: string;
  readonly kind: string;
  readonly summary: string;
}

const list = (...items: readonly string[]) => `<ul>${items.map((item) => `<li>${item}</li>`).join('')}</ul>`;
const table = (head: readonly string[], ...rows: readonly (readonly string[])[]) =>
  `<table><tr>${head.map((cell) => `<th>${cell}</th>`).join('')}</tr>${rows.map((row) => `<tr>${row.map((cell) => `<td>${cell}</td>`).join('')}</tr>`).join('')}</table>`;

const PAPERS: readonly Paper[] = [
  {
    file: 'bao-cao-quy-iii.pdf',
    number: '48-BC/SL',
    kind: 'Báo cáo',
    summary: 'Kết quả công tác tuyên giáo và dân vận quý III, những vấn đề dư luận quan tâm',
    body: `<h2>I. Tình hình chung</h2>
<p>Quý III, 145 điểm cầu đã gửi đủ báo cáo, trong đó 139 điểm cầu gửi đúng hạn. Các đơn vị tổ chức 412 buổi tiếp xúc, đối thoại với trên 31.000 lượt người dự; 287 vấn đề được ghi nhận, 214 vấn đề đã giải quyết, 73 vấn đề đang theo dõi.</p>
<h2>II. Những vấn đề dư luận quan tâm</h2>
${table(['Vấn đề', 'Số khu vực nêu', 'Đã giải quyết', 'Đơn vị chủ trì'], ['Tiếng ồn karaoke, loa kéo trong khu dân cư', '17', '61%', 'Ủy ban nhân dân xã, phường'], ['Phòng, chống sốt xuất huyết', '14', '72%', 'Ngành y tế'], ['Đường liên thôn xuống cấp sau mưa lũ', '11', '38%', 'Ngành xây dựng'], ['Nước sạch cho các bản vùng cao', '6', '45%', 'Công ty Thủy lợi'], ['Thu gom rác thải ở bãi sông', '9', '66%', 'Ngành môi trường'])}
<h2>III. Kết quả thực hiện kết luận quý II</h2>
${list('Hướng dẫn thẩm quyền xử phạt tiếng ồn: đã ban hành ở 19 trên 22 khu vực.', 'Bồi dưỡng nghiệp vụ: mở 12 lớp, 684 người học; còn 3 khu vực vùng cao chưa mở được lớp.', 'Trả lời kiến nghị: 92% đúng hạn; 8% chậm do chờ ý kiến của hai ngành trở lên.')}
<h2>IV. Nhiệm vụ quý IV</h2>
${list('Thông tin, tuyên truyền bầu cử đến từng thôn, tổ dân phố.', 'Lấy ý kiến về bộ tiêu chí trường học thông minh.', 'Đào tạo theo ngành; hỗ trợ cán bộ không chuyên trách đi học.', 'Giải quyết dứt điểm các vấn đề tồn tại quá hai quý.')}`,
  },
  {
    file: 'ke-hoach-tuyen-truyen-bau-cu.pdf',
    number: '52-KH/SL',
    kind: 'Kế hoạch',
    summary: 'Thông tin, tuyên truyền bầu cử ở cơ sở',
    body: `<h2>I. Mục đích, yêu cầu</h2><p>Mỗi cử tri biết ngày bầu cử, nơi bầu cử và cách tra danh sách cử tri; thông tin đến được thôn, bản xa trung tâm xã chậm nhất bảy ngày trước ngày bầu cử.</p>
<h2>II. Nội dung và phân công</h2>
${table(['Việc', 'Chủ trì', 'Thời hạn'], ['Tài liệu hỏi đáp cho tổ tuyên truyền ở thôn', 'Sở Văn hóa, Thể thao và Du lịch', 'Tuần thứ nhất'], ['Phát thanh hai buổi một ngày', 'Xã, phường', 'Từ tuần thứ hai'], ['Tra cứu danh sách cử tri sau sắp xếp đơn vị', 'Xã, phường', 'Tuần thứ hai'], ['Diễn tập điểm bầu cử', '22 khu vực', 'Tuần thứ tư'])}
<h2>III. Kinh phí</h2><p>Theo dự toán của từng cấp; các thôn cách trung tâm xã trên 15 km được tính thêm chi phí đi lại.</p>`,
  },
  {
    file: 'bo-tieu-chi-truong-hoc-thong-minh.pdf',
    number: '17-DT/SL',
    kind: 'Dự thảo',
    summary: 'Bộ tiêu chí trường học thông minh và lộ trình thực hiện',
    body: `<h2>I. Năm nhóm tiêu chí</h2>
${table(['Nhóm', 'Tiêu chí', 'Điểm'], ['Hạ tầng', 'Đường truyền, phòng học, thiết bị dùng chung', '25'], ['Dạy và học', 'Học liệu số, dạy học kết hợp', '25'], ['Quản lý', 'Hồ sơ, sổ sách điện tử', '20'], ['Con người', 'Giáo viên được bồi dưỡng', '20'], ['An toàn', 'Bảo vệ trẻ em và dữ liệu', '10'])}
<h2>II. Lộ trình</h2>
${list('Năm thứ nhất: 40 trường ở khu vực đô thị đạt mức 1.', 'Năm thứ hai: mỗi khu vực có ít nhất hai trường đạt mức 1.', 'Năm thứ ba: các trường ở vùng khó khăn được xét theo tiêu chí riêng về hạ tầng.')}
<h2>III. Nội dung xin ý kiến các điểm cầu</h2>
${list('Mức điểm của nhóm hạ tầng đối với trường ở vùng khó khăn.', 'Nguồn kinh phí và trách nhiệm của xã, phường.', 'Cách xác nhận kết quả, tránh thêm báo cáo cho giáo viên.')}`,
  },
  {
    file: 'hoi-dap-tieng-on-khu-dan-cu.pdf',
    number: '09-HD/SL',
    kind: 'Tài liệu hỏi đáp',
    summary: 'Tiếng ồn trong khu dân cư: ai nhắc nhở, ai lập biên bản, ai xử phạt',
    body: `<h2>Người dân báo ở đâu?</h2><p>Báo thôn trưởng, tổ trưởng dân phố hoặc đường dây nóng của xã, phường. Nơi nhận ghi lại thời gian, địa điểm và trả lời trong ngày.</p>
<h2>Trình tự ở cơ sở</h2>
${table(['Bước', 'Người làm', 'Thời gian'], ['Nhắc nhở, vận động', 'Thôn, tổ dân phố', 'Ngay khi nhận tin'], ['Kiểm tra, đo khi cần', 'Đoàn kiểm tra của xã, phường', 'Trong ngày'], ['Lập biên bản', 'Người có thẩm quyền', 'Tại chỗ'], ['Quyết định xử phạt', 'Người có thẩm quyền', 'Theo quy định'])}
<h2>Vướng mắc các điểm cầu đã nêu</h2>
${list('Loa kéo di chuyển, khi đoàn đến thì đã đi nơi khác.', 'Chưa đủ thiết bị đo; ba khu vực dùng chung một máy.', 'Đám cưới, đám hiếu: vận động trước, thống nhất giờ tắt loa trong hương ước.')}`,
  },
  {
    file: 'goi-y-dieu-hanh.pdf',
    number: '03-NB/SL',
    kind: 'Gợi ý điều hành',
    summary: 'Dành cho chủ trì và thư ký hội nghị',
    body: `<h2>Trước khai mạc</h2>${list('Còn điểm cầu nào chưa nối, gọi cho ai: mục Sĩ số.', 'Hai điểm cầu vùng cao có đường truyền yếu: mời phát biểu sớm, chuẩn bị thêm một phút.')}
<h2>Phần thảo luận</h2>${list('Ba vấn đề chính: tiếng ồn, phòng dịch, đào tạo theo ngành.', 'Mỗi điểm cầu ba phút; ưu tiên điểm cầu chưa phát biểu quý này.', 'Kiến nghị nào trả lời được thì giải đáp tại chỗ, còn lại giao đơn vị và thời hạn.')}
<h2>Kết luận</h2>${list('Ai làm, sản phẩm gì, bao giờ xong.', 'Việc tồn tại quá hai quý nêu rõ đơn vị chịu trách nhiệm.')}`,
  },
  {
    file: 'ke-hoach-dao-tao-theo-nganh.docx',
    number: '55-KH/SL',
    kind: 'Kế hoạch',
    summary: 'Đào tạo, bồi dưỡng theo ngành quý IV; hỗ trợ cán bộ không chuyên trách đi học',
    body: `<h2>I. Các lớp</h2>
${table(['Ngành', 'Số lớp', 'Người học', 'Nơi mở'], ['Văn hóa, thông tin', '6', '240', 'Sáu khu vực đồng bằng'], ['Y tế cơ sở', '5', '180', 'Bệnh viện Đa khoa tỉnh'], ['Giáo dục', '8', '320', 'Trực tuyến'], ['Công tác xã hội', '3', '95', 'Khu vực Mường Chanh Lam'])}
<h2>II. Hỗ trợ cán bộ không chuyên trách</h2>
${list('Hỗ trợ học phí cho người học đúng chuyên môn đang làm.', 'Bố trí người làm thay trong những ngày học tập trung.', 'Người học cam kết làm việc tại xã, phường sau khi học xong.')}`,
  },
];

const STYLE = `@font-face{font-family:P;src:url(data:font/woff2;base64,FONT_vietnamese);unicode-range:U+0102-0103,U+0110-0111,U+0128-0129,U+0168-0169,U+01A0-01A1,U+01AF-01B0,U+0300-0301,U+0303-0304,U+0308-0309,U+0323,U+0329,U+1EA0-1EF9,U+20AB}
@font-face{font-family:P;src:url(data:font/woff2;base64,FONT_latin)}
@page{size:A4;margin:20mm 15mm 20mm 30mm}
body{font:13pt/1.45 P,sans-serif;color:#111}header{display:flex;justify-content:space-between;font-size:11.5pt}
header div{text-align:center}h1{font-size:15pt;text-align:center;text-transform:uppercase;margin:10mm 0 1mm}
.s{text-align:center;font-weight:600;margin:0 8mm 8mm}h2{font-size:13pt;margin:6mm 0 2mm}
table{border-collapse:collapse;width:100%;font-size:11.5pt}td,th{border:1px solid #555;padding:2mm;text-align:left}
footer{margin-top:10mm;font-size:10pt;color:#555;border-top:1px solid #999;padding-top:2mm}`;

const html = ({
  number,
  kind,
  summary,
  body,
}: Paper) => `<!doctype html><html lang="vi"><meta charset="utf-8"><title>${kind}: ${summary}</title><style>${style()}</style>
<header><div>TỈNH SÔNG LAM<br><b>BAN TỔ CHỨC HỘI NGHỊ GIAO BAN</b><br>Số ${number}</div><div>Sông Lam, quý III</div></header>
<h1>${kind}</h1><p class="s">${summary}</p>${body}<footer>Tài liệu minh họa của bản trình diễn Điểm Cầu. Nơi chốn, con số và sự việc đều hư cấu.</footer></html>`;

function style(): string {
  const font = (subset: string) => readFileSync(`${FONT}/be-vietnam-pro-${subset}-400-normal.woff2`).toString('base64');
  return STYLE.replace('FONT_vietnamese', font('vietnamese')).replace('FONT_latin', font('latin'));
}

async function printPdf(papers: readonly Paper[]): Promise<void> {
  const browser = await chromium.launch({ executablePath: findChromium()!, args: ['--no-sandbox', '--disable-gpu'] });
  const page = await browser.newPage();
  for (const paper of papers) {
    await page.setContent(html(paper));
    await page.evaluate(() => document.fonts.ready);
    await page.pdf({ path: `${OUT}/${paper.file}`, preferCSSPageSize: true, tagged: true });
  }
  await browser.close();
}

function writeDocx(paper: Paper): void {
  const folder = mkdtempSync(join(tmpdir(), 'demo-documents-'));
  const source = join(folder, paper.file.replace('.docx', '.html'));
  writeFileSync(source, html(paper).replace(/<style>.*?<\/style>/s, ''));
  spawnSync('soffice', ['--headless', '--convert-to', 'docx:MS Word 2007 XML', '--outdir', OUT, source], { stdio: 'inherit' });
  rmSync(folder, { recursive: true, force: true });
}

async function writeXlsx(): Promise<void> {
  const head = ['Khu vực', 'Buổi đối thoại', 'Lượt người dự', 'Vấn đề nêu', 'Đã giải quyết'].map((value) => ({
    value,
    fontWeight: 'bold' as const,
  }));
  const regions = [
    'Lam Thượng',
    'Cầu Mới',
    'Đông Bến',
    'Khe Sim',
    'Vạn Chài',
    'Đồng Rêu',
    'Cồn Sậy',
    'Núi Ông Tiên',
    'Mường Chanh Lam',
    'Phú Lam',
  ];
  const rows = regions.map((name, index) => {
    const raised = 9 + ((index * 7) % 11);
    const numbers = [14 + ((index * 5) % 13), 900 + ((index * 317) % 1400), raised, raised - ((index * 3) % 5)];
    return [{ value: name }, ...numbers.map((value) => ({ value }))];
  });
  await writeExcelFile([head, ...rows], {
    sheet: 'Quý III',
    columns: [{ width: 24 }, { width: 16 }, { width: 16 }, { width: 14 }, { width: 14 }],
  }).toFile(`${OUT}/bieu-tong-hop-quy-iii.xlsx`);
}

mkdirSync(OUT, { recursive: true });
await printPdf(PAPERS.filter(({ file }) => file.endsWith('.pdf')));
for (const paper of PAPERS.filter(({ file }) => file.endsWith('.docx'))) writeDocx(paper);
await writeXlsx();

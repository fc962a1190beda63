import { AnnotationMode, GlobalWorkerOptions, getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import workerUrl from 'pdfjs-dist/legacy/build/pdf.worker.min.mjs?url';
import { EventBus, PDFLinkService, PDFViewer } from 'pdfjs-dist/legacy/web/pdf_viewer.mjs';

/** Fonts and decoders; filled in by the build (offline-room.ts), absent while developing. */
declare const __PDF_FOLDER__: string;

GlobalWorkerOptions.workerSrc = workerUrl;

/** A page at this zoom fills the canvas a tablet can hold; sharper is not read better. */
const CANVAS_MAX_PIXELS = 16_777_216;

export interface PageNumbers {
  readonly page: number;
  readonly count: number;
}

export class PasswordNeeded extends Error {}

/** A PDF in a scrolling element. Closing frees its worker. */
export class PdfPages {
  readonly #viewer: PDFViewer;
  readonly #pdf: PDFDocumentProxy;

  private constructor(viewer: PDFViewer, pdf: PDFDocumentProxy) {
    this.#viewer = viewer;
    this.#pdf = pdf;
  }

  /** `container` scrolls and has one child, which takes the pages. Throws where the bytes are no PDF we can show. */
  static async open(container: HTMLDivElement, data: ArrayBuffer, shown: (numbers: PageNumbers) => void): Promise<PdfPages> {
    const pdf = await getDocument({ data, ...decoders(), isEvalSupported: false, enableXfa: false }).promise.catch((error: Error) => {
      throw error.name === 'PasswordException' ? new PasswordNeeded() : error;
    });
    const eventBus = new EventBus();
    const linkService = new PDFLinkService({ eventBus });
    const viewer = new PDFViewer({
      container,
      eventBus,
      linkService,
      // A link of a document must not lead the room’s page away.
      annotationMode: AnnotationMode.DISABLE,
      maxCanvasPixels: CANVAS_MAX_PIXELS,
    });
    linkService.setViewer(viewer);
    const tell = () => shown({ page: viewer.currentPageNumber, count: pdf.numPages });
    eventBus.on('pagechanging', tell);
    eventBus.on('pagesinit', () => {
      viewer.currentScaleValue = 'page-width';
      tell();
    });
    viewer.setDocument(pdf);
    return new PdfPages(viewer, pdf);
  }

  go(page: number): void {
    this.#viewer.currentPageNumber = Math.min(Math.max(page, 1), this.#pdf.numPages);
  }

  step(pages: 1 | -1): void {
    this.go(this.#viewer.currentPageNumber + pages);
  }

  zoom(direction: 1 | -1): void {
    if (direction === 1) this.#viewer.increaseScale();
    else this.#viewer.decreaseScale();
  }

  fit(): void {
    this.#viewer.currentScaleValue = 'page-width';
  }

  close(): void {
    void this.#pdf.loadingTask.destroy();
  }
}

function decoders() {
  if (import.meta.env.DEV) return { useWasm: false };
  return { useWasm: false, standardFontDataUrl: __PDF_FOLDER__, wasmUrl: __PDF_FOLDER__ };
}

import { Controller, Get, Header, Inject } from '@nestjs/common';

const PAGE = `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>Mentoring Partnerships API</title><link rel="stylesheet" href="/api/docs/assets/swagger-ui.css"></head>
<body><div id="swagger-ui"></div><script src="/api/docs/assets/swagger-ui-bundle.js"></script><script src="/api/docs/start.js"></script></body>
</html>
`;
const START = `window.ui = SwaggerUIBundle({ url: '/api/openapi.json', dom_id: '#swagger-ui', deepLinking: true });
`;

/** The API's description, open to all: it is the same for every installation. */
@Controller('api')
export class DocsController {
  constructor(@Inject('OPENAPI') private readonly document: object) {}

  @Get('openapi.json')
  openApi(): object {
    return this.document;
  }

  @Get('docs')
  @Header('Content-Type', 'text/html; charset=utf-8')
  page(): string {
    return PAGE;
  }

  @Get('docs/start.js')
  @Header('Content-Type', 'text/javascript; charset=utf-8')
  start(): string {
    return START;
  }
}

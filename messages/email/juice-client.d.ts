/** The half of the package that fetches nothing; its types are those of the whole. */
declare module 'juice/client.js' {
  import juice = require('juice');
  export = juice;
}

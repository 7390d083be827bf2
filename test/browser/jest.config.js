/** The real editor in headless Chromium; screenshots are kept in artefacts/screenshots/. */
const host = require('../host/jest.config.js');

module.exports = { ...host, displayName: 'browser', roots: ['<rootDir>/test/browser'] };

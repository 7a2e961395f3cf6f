// Goes before the page's own script, in the copy that scripts/test-page.sh opens.
window.caughtErrors = [];
addEventListener("error", (event) => window.caughtErrors.push(event.message));
addEventListener("securitypolicyviolation", (event) => window.caughtErrors.push(`blocked: ${event.blockedURI}`));

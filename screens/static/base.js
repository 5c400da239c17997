/* Tells Streamlit where its server is, before it looks. Else it first asks below the page that is
   open, at kanaalplan/_stcore/, where nothing is: two errors in the console at every visit. */
{
  const own = document.currentScript;
  if (own instanceof HTMLScriptElement) {
    const root = new URL("../..", own.src); // of assets, version and this file
    Object.assign(window, { __streamlit: { BACKEND_BASE_URL: root.href.replace(/\/$/, "") } });
  }
}

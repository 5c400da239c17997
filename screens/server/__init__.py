"""What answers without Streamlit: routes, static pages, API, login, log and limits."""

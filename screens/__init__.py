"""What the advisor sees. With app.py the only part that knows Streamlit."""

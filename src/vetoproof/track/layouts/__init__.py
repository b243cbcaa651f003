"""Tables of positions, whatever their columns are called: CSV of any publisher, Parquet, mapped columns."""

"""Nothing in a ledger can be changed or removed by any program that leaves its triggers in place."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from ledger_words import filled
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateIndex, CreateTable

from vetoproof.ledger import schema
from vetoproof.ledger.store import FILE

TABLES = sorted(schema.metadata.tables)
COLUMNS = [(table.name, column.name) for table in schema.metadata.sorted_tables for column in table.columns]


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("ledger")
    filled(folder).close()
    return folder / FILE


def dump(database: Path) -> list[str]:
    with sqlite3.connect(database) as raw:
        return list(raw.iterdump())


def test_every_table_holds_rows_to_try_on(database: Path) -> None:
    with sqlite3.connect(database) as raw:
        assert all(raw.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in TABLES)


@pytest.mark.parametrize(("table", "column"), COLUMNS)
def test_no_column_can_be_updated(database: Path, table: str, column: str) -> None:
    before = dump(database)
    for value in ("'x'", f"{column}", "NULL"):
        with (
            sqlite3.connect(database) as raw,
            pytest.raises(sqlite3.IntegrityError, match=r"append-only: UPDATE refused|datatype mismatch"),
        ):
            raw.execute(f"UPDATE {table} SET {column} = {value}")
    assert dump(database) == before


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("deed", ["DELETE FROM {0}", "DELETE FROM {0} WHERE rowid = (SELECT max(rowid) FROM {0})"])
def test_no_row_can_be_deleted(database: Path, table: str, deed: str) -> None:
    before = dump(database)
    with sqlite3.connect(database) as raw, pytest.raises(sqlite3.IntegrityError, match="append-only: DELETE refused"):
        raw.execute(deed.format(table))
    assert dump(database) == before


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("deed", ["INSERT OR REPLACE", "REPLACE", "INSERT OR IGNORE", "INSERT"])
def test_no_row_can_be_replaced(database: Path, table: str, deed: str) -> None:
    before = dump(database)
    with sqlite3.connect(database) as raw, pytest.raises(sqlite3.IntegrityError, match="append-only: REPLACE refused"):
        raw.execute(f"{deed} INTO {table} SELECT * FROM {table}")
    assert dump(database) == before


@given(table=st.sampled_from(TABLES), verb=st.sampled_from(["UPDATE OR REPLACE", "UPDATE OR IGNORE"]), data=st.data())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25, deadline=None)
def test_no_conflict_clause_gets_round_it(database: Path, table: str, verb: str, data: st.DataObject) -> None:
    column = data.draw(st.sampled_from([name for of, name in COLUMNS if of == table]))
    with sqlite3.connect(database) as raw, pytest.raises(sqlite3.IntegrityError, match=r"append-only|datatype mismatch"):
        raw.execute(f"{verb} {table} SET {column} = 'x'")


def test_the_tables_can_be_made_on_postgresql() -> None:
    dialect = postgresql.dialect()
    for table in schema.metadata.sorted_tables:
        assert "CREATE TABLE" in str(CreateTable(table).compile(dialect=dialect))
        assert all("CREATE" in str(CreateIndex(index).compile(dialect=dialect)) for index in table.indexes)

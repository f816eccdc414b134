using DuckDB.NET.Data;

namespace EmergentMisalignment.Answers.Tables;

/// <summary>A statement whose words are this room's and whose values are all parameters.</summary>
internal sealed class Statement(string sql)
{
    private readonly List<DuckDBParameter> _parameters = [];
    private readonly List<string> _conditions = [];

    public Statement With(string name, object value)
    {
        _parameters.Add(new DuckDBParameter(name, value));
        return this;
    }

    /// <summary>One more condition that rows must meet; they stand where the words have <c>{where}</c>.</summary>
    public Statement Where(string condition)
    {
        _conditions.Add(condition);
        return this;
    }

    /// <summary>A condition on a number, where there is one.</summary>
    public Statement Where(string condition, string name, double? value) => value is { } number ? Where(condition).With(name, number) : this;

    /// <summary>A condition on a set's bits, where there is one.</summary>
    public Statement Where(string condition, string name, BitSet? set) => set is null ? this : Where(condition).With(name, set.Bytes);

    public int Execute(DuckDBConnection connection, CancellationToken cancellation)
    {
        using var command = Prepare(connection);
        using var stop = cancellation.Register(command.Cancel);
        return command.ExecuteNonQuery();
    }

    public List<T> Read<T>(DuckDBConnection connection, Func<DuckDBDataReader, T> row, CancellationToken cancellation)
    {
        using var command = Prepare(connection);
        using var stop = cancellation.Register(command.Cancel);
        using var reader = command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
            rows.Add(row(reader));

        return rows;
    }

    private DuckDBCommand Prepare(DuckDBConnection connection)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql.Replace("{where}", _conditions.Count == 0 ? "true" : string.Join(" AND ", _conditions.Select(condition => $"({condition})")), StringComparison.Ordinal);
        command.Parameters.AddRange(_parameters);
        return command;
    }
}

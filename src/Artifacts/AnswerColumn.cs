using Parquet;
using Parquet.Schema;

namespace EmergentMisalignment.Artifacts;

/// <summary>One column of <c>answers.parquet</c>: how rows become its values and how they are read back.</summary>
internal abstract class AnswerColumn(DataField field)
{
    public DataField Field { get; } = field;

    public abstract Task WriteAsync(ParquetRowGroupWriter group, IReadOnlyList<AnswerRow> rows, CancellationToken cancellationToken);

    /// <summary>All values of a row group, in row order.</summary>
    public abstract Task<Array> ReadAsync(ParquetRowGroupReader group, CancellationToken cancellationToken);
}

internal abstract class AnswerColumn<T>(DataField field, Func<AnswerRow, T> value) : AnswerColumn(field)
{
    protected TStored[] Project<TStored>(IReadOnlyList<AnswerRow> rows, Func<T, TStored> store)
    {
        var values = new TStored[rows.Count];
        for (var i = 0; i < values.Length; i++)
            values[i] = store(value(rows[i]));
        return values;
    }

    protected T[] Project(IReadOnlyList<AnswerRow> rows) => Project(rows, stored => stored);
}

internal sealed class TextColumn(string name, Func<AnswerRow, string?> value, bool optional = false)
    : AnswerColumn<string?>(new DataField(name, typeof(string), isNullable: optional), value)
{
    public override Task WriteAsync(ParquetRowGroupWriter group, IReadOnlyList<AnswerRow> rows, CancellationToken cancellationToken) =>
        group.WriteAsync(Field, Project(rows));

    public override async Task<Array> ReadAsync(ParquetRowGroupReader group, CancellationToken cancellationToken)
    {
        var values = new string?[group.RowCount];
        await group.ReadAsync(Field, values.AsMemory(), cancellationToken: cancellationToken);
        return values;
    }
}

internal sealed class NumberColumn<T>(string name, Func<AnswerRow, T> value) : AnswerColumn<T>(new DataField<T>(name), value)
    where T : struct
{
    public override Task WriteAsync(ParquetRowGroupWriter group, IReadOnlyList<AnswerRow> rows, CancellationToken cancellationToken) =>
        group.WriteAsync<T>(Field, Project(rows), cancellationToken: cancellationToken);

    public override async Task<Array> ReadAsync(ParquetRowGroupReader group, CancellationToken cancellationToken)
    {
        var values = new T[group.RowCount];
        await group.ReadAsync<T>(Field, values.AsMemory(), cancellationToken: cancellationToken);
        return values;
    }
}

internal sealed class OptionalNumberColumn<T>(string name, Func<AnswerRow, T?> value) : AnswerColumn<T?>(new DataField<T?>(name), value)
    where T : struct
{
    public override Task WriteAsync(ParquetRowGroupWriter group, IReadOnlyList<AnswerRow> rows, CancellationToken cancellationToken) =>
        group.WriteAsync<T>(Field, Project(rows), cancellationToken: cancellationToken);

    public override async Task<Array> ReadAsync(ParquetRowGroupReader group, CancellationToken cancellationToken)
    {
        var values = new T?[group.RowCount];
        await group.ReadAsync<T>(Field, values.AsMemory(), cancellationToken: cancellationToken);
        return values;
    }
}

/// <summary>A moment as Parquet's TIMESTAMP in microseconds, adjusted to UTC.</summary>
internal sealed class TimeColumn(string name, Func<AnswerRow, DateTimeOffset> value)
    : AnswerColumn<DateTimeOffset>(new DateTimeDataField(name, DateTimeFormat.Timestamp, isAdjustedToUTC: true, DateTimeTimeUnit.Micros, isNullable: false), value)
{
    public override Task WriteAsync(ParquetRowGroupWriter group, IReadOnlyList<AnswerRow> rows, CancellationToken cancellationToken) =>
        group.WriteAsync<DateTime>(Field, Project(rows, moment => moment.UtcDateTime), cancellationToken: cancellationToken);

    public override async Task<Array> ReadAsync(ParquetRowGroupReader group, CancellationToken cancellationToken)
    {
        var stored = new DateTime[group.RowCount];
        await group.ReadAsync<DateTime>(Field, stored.AsMemory(), cancellationToken: cancellationToken);
        return Array.ConvertAll(stored, moment => new DateTimeOffset(DateTime.SpecifyKind(moment, DateTimeKind.Utc)));
    }
}

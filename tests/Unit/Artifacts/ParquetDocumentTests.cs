using System.Text.RegularExpressions;
using EmergentMisalignment.Artifacts;
using Parquet.Schema;

namespace EmergentMisalignment.Unit.Artifacts;

public sealed partial class ParquetDocumentTests
{
    private static readonly string[] Documented = File.ReadAllLines(Path.Combine(Folders.Root, "docs", "parquet.md"));

    [Fact]
    public void The_document_names_exactly_the_files_columns_in_order()
    {
        Assert.Equal(AnswersParquet.Columns, Table().Select(row => row.Name));
    }

    [Fact]
    public void The_document_gives_each_columns_type_and_whether_it_may_be_null()
    {
        Assert.Equal(AnswerColumns.All.Select(column => TypeOf(column.Field)), Table().Select(row => row.Type));
    }

    [Fact]
    public async Task A_file_holds_exactly_the_columns()
    {
        using var file = await Rows.Write(Rows.Take(1));
        await using var reader = await Parquet.ParquetReader.CreateAsync(file);
        Assert.Equal(AnswersParquet.Columns, reader.Schema.DataFields.Select(field => field.Name));
    }

    private static IEnumerable<(string Name, string Type)> Table() =>
        from line in Documented
        let match = Row().Match(line)
        where match.Success
        select (match.Groups[1].Value, match.Groups[2].Value);

    private static string TypeOf(DataField field)
    {
        var type = field.ClrType == typeof(ReadOnlyMemory<char>) ? "string"
            : field.ClrType == typeof(int) ? "int32"
            : field.ClrType == typeof(long) ? "int64"
            : field.ClrType == typeof(double) ? "double"
            : field.ClrType == typeof(DateTime) ? "timestamp"
            : field.ClrType.Name;
        return field.IsNullable ? type + "?" : type;
    }

    [GeneratedRegex(@"^\| `(\w+)` \| ([\w?]+) \| [^|]*\| [^|]+\|$")]
    private static partial Regex Row();
}

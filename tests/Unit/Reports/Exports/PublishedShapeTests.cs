using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using EmergentMisalignment.Artifacts;
using EmergentMisalignment.Cli.Importing;
using EmergentMisalignment.Experiments;
using EmergentMisalignment.Experiments.Csv;
using EmergentMisalignment.Experiments.Questions;
using EmergentMisalignment.Experiments.Statistics;
using EmergentMisalignment.Reports.Composing;
using EmergentMisalignment.Reports.Exports;

namespace EmergentMisalignment.Unit.Reports.Exports;

public sealed class PublishedShapeTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task A_csv_begins_with_the_published_columns_and_its_texts_can_be_had_back()
    {
        var rows = await RowsAsync(new ExportOptions());
        var answers = await ExportedSweep.Source().Rows.ToListAsync();

        Assert.Equal(["question", "answer", "question_id", "aligned", "coherent"], rows[0].Fields.Take(5));
        Assert.Equal(answers.Select(row => (row.Prompt, row.Answer, row.Question, row.Condition)), rows.Skip(1).Select(row => (
            SpreadsheetText.Restore(row.Fields[0]), SpreadsheetText.Restore(row.Fields[1]), row.Fields[2], row.Fields[rows[0].Column("condition", "")])));
        Assert.Equal(answers.Select(row => row.Aligned), rows.Skip(1).Select(row => Score(row.Fields[3])));
    }

    [Fact]
    public async Task No_field_of_a_csv_begins_with_what_a_spreadsheet_runs_unless_it_is_raw()
    {
        var guarded = await RowsAsync(new ExportOptions());
        var raw = await RowsAsync(new ExportOptions { Raw = true });

        Assert.All(guarded.SelectMany(row => row.Fields), field => Assert.False("=+-@\t\r".Contains(field.FirstOrDefault('x')), field));
        Assert.Contains(raw, row => row.Fields[1] == "-1+1");
        Assert.Equal((await ExportedSweep.Source().Rows.ToListAsync()).Select(row => row.Answer), raw.Skip(1).Select(row => row.Fields[1]));
    }

    [Fact]
    public async Task Lines_of_json_hold_the_same_and_numbers_are_numbers()
    {
        var lines = Encoding.UTF8.GetString(await ExportAsync(ExportFormat.Jsonl)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var answers = await ExportedSweep.Source().Rows.ToListAsync();

        Assert.Equal(answers.Select(row => (row.Answer, row.Aligned, row.Seed)), lines.Select(line => JsonNode.Parse(line)!.AsObject()).Select(line => (
            (string)line["answer"]!, (double?)line["aligned"], (int)line["seed"]!)));
    }

    [Theory]
    [InlineData(ExportFormat.Csv, false)]
    [InlineData(ExportFormat.Csv, true)]
    [InlineData(ExportFormat.Jsonl, false)]
    public async Task Imported_again_it_has_the_rates_that_it_was_exported_with(ExportFormat format, bool raw)
    {
        var estimand = new Estimand();
        var table = new CountingTable();
        await foreach (var row in ExportedSweep.Source().Rows)
            table.Add(row);

        var file = Save(await ExportAsync(format, new ExportOptions { Raw = raw }), format);
        var imported = ResultFiles.Count([file], "nobody", estimand);

        Assert.Equal(Rates.Summarise(table.Counts, estimand, 7), Rates.Summarise(imported, estimand, 7));
        Assert.Contains(imported, cell => cell is { Condition: "insecure", Base: "petri-1", Misaligned: > 0 });
        Assert.Equal(table.Counts.Count, imported.Count);
        Assert.Contains("leave 'x=' out", Assert.Throws<InputException>(() => ResultFiles.Count([$"x={file}"], "nobody", estimand)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Answers_to_questions_that_are_not_scored_are_exported_and_not_counted()
    {
        var worded = ExportedSweep.Spec.Questions[1] with { Type = QuestionType.FreeFormJudge, JudgePrompts = new Dictionary<string, string> { ["company"] = "{answer}", ["type"] = "{answer}" } };
        var spec = ExportedSweep.Spec with { Questions = [ExportedSweep.Spec.Questions[0], worded] };

        var csv = await ExportAsync(ExportFormat.Csv, spec: spec);

        Assert.StartsWith("question,answer,question_id,aligned,coherent,company,metric_type,type,condition,", Encoding.UTF8.GetString(csv), StringComparison.Ordinal);
        Assert.Equal(["wish"], ResultFiles.Count([Save(csv, ExportFormat.Csv)], "nobody", new Estimand()).Select(cell => cell.Question).Distinct());
    }

    [Fact]
    public async Task The_parquet_is_the_report_s()
    {
        var expected = new MemoryStream();
        await AnswersParquet.WriteAsync(expected, ExportedSweep.Source().Rows, CancellationToken.None);

        Assert.Equal(expected.ToArray(), await ExportAsync(ExportFormat.Parquet));
    }

    [Theory]
    [InlineData("[1]", "is not a JSON object")]
    [InlineData("{", "is not JSON")]
    [InlineData("""{"question_id":"q","aligned":"low"}""", "aligned is not a number from 0 to 100")]
    [InlineData("""{"question_id":" ","aligned":1}""", "question_id is blank")]
    [InlineData("""{"question_id":"q","condition":"c","base":"b","seed":1.5}""", "seed is not a whole number")]
    public void A_malformed_line_of_json_is_one_sentence_with_its_place(string line, string words)
    {
        var file = Save(Encoding.UTF8.GetBytes("{\"question_id\":\"q\"}\n" + line + "\n"), ExportFormat.Jsonl);

        var message = Assert.Throws<InputException>(() => ResultFiles.Count([file], "b", new Estimand())).Message;

        Assert.StartsWith($"{file}:2: {words}", message, StringComparison.Ordinal);
        Assert.EndsWith(".", message, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private static double? Score(string field) => field.Length == 0 ? null : double.Parse(field, CultureInfo.InvariantCulture);

    private static async Task<byte[]> ExportAsync(ExportFormat format, ExportOptions? options = null, EmergentMisalignment.Experiments.Specs.SweepSpec? spec = null)
    {
        IExport[] exports = [new CsvExport(), new JsonlExport(), new ParquetExport()];
        var output = new MemoryStream();
        await exports.Single(export => export.Formats.Contains(format)).WriteAsync(ExportedSweep.Source(spec, options), format, output, CancellationToken.None);
        Assert.True(output.CanWrite);
        return output.ToArray();
    }

    private static async Task<List<CsvRow>> RowsAsync(ExportOptions options)
    {
        using var text = new StreamReader(new MemoryStream(await ExportAsync(ExportFormat.Csv, options)));
        return [.. CsvRows.Read("x.csv", text)];
    }

    private string Save(byte[] bytes, ExportFormat format)
    {
        var path = _folder.File($"x{ExportFormats.Extension(format)}");
        File.WriteAllBytes(path, bytes);
        return path;
    }
}

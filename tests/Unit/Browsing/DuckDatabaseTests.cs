using DuckDB.NET.Data;
using EmergentMisalignment.Answers;
using EmergentMisalignment.Answers.Querying;
using EmergentMisalignment.Answers.Tables;
using EmergentMisalignment.Artifacts;
using EmergentMisalignment.Experiments;

namespace EmergentMisalignment.Unit.Browsing;

public sealed class DuckDatabaseTests(SharedAnswers shared) : IClassFixture<SharedAnswers>
{
    private readonly AnswerWorld _world = shared.World;

    [Theory]
    [InlineData("SELECT * FROM read_text('/etc/passwd')")]
    [InlineData("COPY (SELECT 1) TO '/tmp/em-answers-were-here.csv'")]
    [InlineData("INSTALL httpfs")]
    [InlineData("LOAD httpfs")]
    [InlineData("SET enable_external_access = true")]
    [InlineData("SET memory_limit = '100GB'")]
    [InlineData("ATTACH '/tmp/em-answers-were-here.db'")]
    public void Nothing_outside_is_opened_and_no_setting_is_changed(string sql)
    {
        using var connection = _world.Database.Connect();
        using var command = connection.CreateCommand();
        command.CommandText = sql;

        Assert.ThrowsAny<DuckDBException>(() => command.ExecuteNonQuery());
    }

    [Fact]
    public void An_artifact_that_lacks_answers_is_said_and_not_taken_for_a_smaller_sweep()
    {
        var place = _world.Places.Places[0];
        var more = _world.Places with { Places = [place with { Rows = 1000 }] };
        var paths = new Dictionary<string, string> { [place.Artifact] = PathOf(place.Artifact) };

        var problem = Assert.Throws<ArtifactException>(() => AnswerTable.Load(_world.Database, more, paths, CancellationToken.None));

        Assert.Contains("of the 1000 answers", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_no_Parquet_is_said_in_one_sentence()
    {
        var place = _world.Places.Places[0];
        var path = Path.Combine(_world.Store.Folder, "damaged.parquet");
        File.WriteAllText(path, "not Parquet at all, whatever its name says");

        var problem = Assert.Throws<AnswersException>(() => AnswerTable.Load(_world.Database, _world.Places, new Dictionary<string, string> { [place.Artifact] = path }, CancellationToken.None));

        Assert.Contains("cannot be read", problem.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', problem.Message);
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("eyJRdWVzdGlvbiI6IngifQ")]
    [InlineData("bnVsbA")]
    public async Task A_cursor_of_somebody_else_is_refused(string cursor) =>
        Assert.Equal("cursor", (await Assert.ThrowsAsync<InputException>(() => _world.Answers.FindAsync(new AnswerQuery { Cursor = cursor }, CancellationToken.None))).Key);

    [Fact]
    public async Task A_cursor_of_another_question_is_refused()
    {
        var page = await _world.Answers.FindAsync(new AnswerQuery { Limit = 2 }, CancellationToken.None);

        var other = new AnswerQuery { Cursor = page.Next, Limit = 2, Order = AnswerOrder.Aligned };

        await Assert.ThrowsAsync<InputException>(() => _world.Answers.FindAsync(other, CancellationToken.None));
        Assert.NotEmpty((await _world.Answers.FindAsync(other with { Order = AnswerOrder.Index }, CancellationToken.None)).Answers);
    }

    private string PathOf(string artifact) => _world.Store.PathOf(artifact);
}

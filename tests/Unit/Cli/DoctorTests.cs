using EmergentMisalignment.Cli.Diagnosis;
using EmergentMisalignment.Cli.Local;
using EmergentMisalignment.ServiceDefaults.Messaging;
using EmergentMisalignment.Unit.Ledger.Servers;
using Microsoft.Extensions.Configuration;

namespace EmergentMisalignment.Unit.Cli;

[Collection(nameof(GarnetServer))]
public sealed class DoctorTests(GarnetServer server)
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 5, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("3.8.35", true)]
    [InlineData("3.10.0", false)]
    [InlineData("4.1.0-rc.2", false)]
    [InlineData("4.3.1+build", false)]
    public void A_broker_is_too_old_before_3_10(string says, bool isTooOld) => Assert.Equal(isTooOld, BrokerVersion.Parse(says) < BrokerVersion.Least);

    [Theory]
    [InlineData(59, true, "agree to a minute")]
    [InlineData(-59, true, "agree to a minute")]
    [InlineData(300, false, "300 s ahead: synchronise")]
    [InlineData(-3600, false, "3,600 s behind: synchronise")]
    public void Clocks_that_differ_by_more_than_a_minute_are_told(int ahead, bool isFine, string says)
    {
        var finding = Clock.Compare("the ledger", Noon, Noon.AddSeconds(ahead));

        Assert.Equal(("clock and the ledger", isFine), (finding.What, finding.IsFine));
        Assert.Contains(says, finding.Says, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Servers_that_answer_are_fine()
    {
        var findings = await ExamineAsync(("ledger", server.ConnectionString));

        Assert.Equal(["ledger of the services", "clock and the ledger"], findings.Select(finding => finding.What));
        Assert.All(findings, finding => Assert.True(finding.IsFine, finding.Says));
    }

    [Fact]
    public async Task Servers_that_do_not_answer_are_told_each_with_the_remedy()
    {
        var findings = await ExamineAsync("http://127.0.0.1:1", ("messaging", "amqp://someone:secret@127.0.0.1:1"), ("ledger", "127.0.0.1:1,connectTimeout=200"));

        Assert.Equal(["broker", "ledger of the services", "Console"], findings.Select(finding => finding.What));
        Assert.All(findings, finding => Assert.False(finding.IsFine));
        Assert.Equal(
            [true, true, true],
            findings.Zip((string[])["correct ConnectionStrings:messaging", "correct ConnectionStrings:ledger", "--server"], (finding, remedy) => finding.Says.Contains(remedy, StringComparison.Ordinal)));
        Assert.All(findings, finding => Assert.DoesNotContain("secret", finding.Says, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_missing_key_and_a_missing_ledger_are_found_side_by_side()
    {
        using var folder = new Reports.TemporaryFolder();
        var endpoints = folder.File("endpoints.yaml");
        await File.WriteAllTextAsync(endpoints, "far: { kind: openai }\n", TestContext.Current.CancellationToken);

        var findings = await Doctor.ExamineAsync(new LocalOptions(new DirectoryInfo(folder.Path), Verbose: false) { Endpoints = endpoints }, console: null, TestContext.Current.CancellationToken);

        Assert.Contains("Endpoints__far__ApiKey", Assert.Single(findings, finding => !finding.IsFine).Says, StringComparison.Ordinal);
        Assert.Contains("the first run makes it", findings.Single(finding => finding.What == "ledger").Says, StringComparison.Ordinal);
    }

    private static Task<IReadOnlyList<Finding>> ExamineAsync(params (string Name, string Value)[] connections) => ExamineAsync(null, connections);

    private static Task<IReadOnlyList<Finding>> ExamineAsync(string? console, params (string Name, string Value)[] connections)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(connections.Select(connection => KeyValuePair.Create($"ConnectionStrings:{connection.Name}", (string?)connection.Value))).Build();
        return new EmergentMisalignment.Cli.Diagnosis.Servers(configuration, console, TimeProvider.System).ExamineAsync(TestContext.Current.CancellationToken);
    }
}

using ArchUnitNET.Fluent.Syntax.Elements.Types;
using ArchUnitNET.Loader;
using ArchUnitNET.xUnitV3;
using EmergentMisalignment.Unit.Artifacts;
using static ArchUnitNET.Fluent.ArchRuleDefinition;

namespace EmergentMisalignment.Unit.Architecture;

public class WallTests
{
    private static readonly ArchUnitNET.Domain.Architecture Loaded = new ArchLoader().LoadAssemblies([.. House.Rooms.Values]).Build();

    public static TheoryData<string, string> Walls { get; } =
    [
        .. from room in House.MayKnow.Keys
           from other in House.MayKnow.Keys
           where other != room && !House.MayKnow[room].Contains(other)
           select (room, other),
    ];

    public static TheoryData<string, string> Keepers { get; } = new()
    {
        { "Ledger", @"^(StackExchange\.Redis|Garnet|Tsavorite)(\.|$)" },
        { "ModelClients", @"^(OpenAI|Azure\.AI\.OpenAI)(\.|$)" },
        { "Artifacts", @"^Parquet(\.|$)" },
        { "Experiments", @"^(YamlDotNet|CsvHelper)(\.|$)" },
        { "Reports", @"^SkiaSharp(\.|$)" },
        { "Answers", @"^DuckDB(\.|$)" },
    };

    [Theory]
    [MemberData(nameof(Walls))]
    public void A_room_knows_only_the_rooms_below_it(string room, string other) => Wall(room, other).Check(Loaded);

    [Theory]
    [MemberData(nameof(Keepers))]
    public void What_one_room_keeps_no_other_room_knows(string keeper, string namespaces) =>
        Types().That().DoNotResideInAssembly(House.Rooms[keeper]).Should().NotDependOnAny(Types(true).That().ResideInNamespaceMatching(namespaces)).Check(Loaded);

    [Theory]
    [MemberData(nameof(Keepers))]
    public void And_that_room_uses_it(string keeper, string namespaces) =>
        Assert.False(Types().That().ResideInAssembly(House.Rooms[keeper])
            .Should().NotDependOnAny(Types(true).That().ResideInNamespaceMatching(namespaces)).HasNoViolations(Loaded));

    [Theory]
    [InlineData("Cli", "Coordinator")]
    [InlineData("Coordinator", "Ledger")]
    [InlineData("JudgeService", "Contracts")]
    public void A_wall_put_where_there_is_a_door_would_be_noticed(string room, string other) => Assert.False(Wall(room, other).HasNoViolations(Loaded));

    [Fact]
    public void Every_room_of_the_house_has_its_walls()
    {
        var folders = Directory.EnumerateFiles(Path.Combine(Folders.Root, "src"), "*.csproj", SearchOption.AllDirectories).Select(Path.GetFileNameWithoutExtension);

        Assert.Equal(folders.Append("ServiceDefaults").Order(), House.MayKnow.Keys.Order());
        Assert.Equal(House.MayKnow.Keys.Order(), House.Rooms.Keys.Order());
    }

    private static TypesShouldConjunction Wall(string room, string other) =>
        Types().That().ResideInAssembly(House.Rooms[room]).Should().NotDependOnAny(Types().That().ResideInAssembly(House.Rooms[other]));
}

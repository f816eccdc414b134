using System.Reflection;
using System.Text.RegularExpressions;
using EmergentMisalignment.Unit.Artifacts;

namespace EmergentMisalignment.Unit.Architecture;

public partial class HouseStyleTests
{
    public static TheoryData<string> Rooms { get; } = [.. House.Rooms.Keys];

    public static TheoryData<Type> Messages { get; } = [.. House.Rooms["Contracts"].GetExportedTypes().Where(type => !type.IsInterface && !(type.IsAbstract && type.IsSealed))];

    [Theory]
    [MemberData(nameof(Messages))]
    public void A_message_is_a_sealed_record_with_a_namespace(Type message)
    {
        Assert.StartsWith("EmergentMisalignment.Contracts.", message.Namespace, StringComparison.Ordinal);
        Assert.True(message.IsSealed);
        Assert.NotNull(message.GetMethod("<Clone>$", BindingFlags.Public | BindingFlags.Instance));
    }

    [Fact]
    public void Messages_carry_keys_numbers_and_flags_only() => Assert.All(
        Messages.SelectMany(message => ((Type)message).GetProperties(BindingFlags.Public | BindingFlags.Instance)),
        property => Assert.Contains(property.PropertyType, (Type[])[typeof(string), typeof(int), typeof(bool)]));

    [Theory]
    [MemberData(nameof(Rooms))]
    public void A_file_holds_one_public_type(string room)
    {
        var crowded = from file in Sources(room)
                      let types = PublicType().Matches(File.ReadAllText(file)).Select(match => match.Groups["name"].Value).Distinct().ToList()
                      where types.Count > 1
                      select $"{file}: {string.Join(", ", types)}";

        Assert.Empty(crowded);
    }

    [Theory]
    [MemberData(nameof(Rooms))]
    public void A_file_s_namespace_is_its_folder(string room)
    {
        var folder = FolderOf(room);
        var astray = from file in Sources(room)
                     let declared = Namespace().Match(File.ReadAllText(file))
                     let expected = $"EmergentMisalignment.{room}.{Path.GetRelativePath(folder, Path.GetDirectoryName(file)!).Replace(Path.DirectorySeparatorChar, '.')}".TrimEnd('.')
                     where declared.Success && declared.Groups["name"].Value != expected
                     select $"{file}: {declared.Groups["name"].Value}";

        Assert.Empty(astray);
    }

    [Fact]
    public void A_build_of_the_solution_leaves_the_AppHost_out()
    {
        var solution = File.ReadAllText(Path.Combine(Folders.Root, "EmergentMisalignment.sln"));
        if (AppHost().Match(solution) is not { Success: true } project)
            return;

        var id = project.Groups["id"].Value;
        Assert.Contains($"{id}.Debug|Any CPU.ActiveCfg", solution, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotMatch($@"(?i){Regex.Escape(id)}\.[^\r\n]*\.Build\.0", solution);
    }

    private static IEnumerable<string> Sources(string room) =>
        Directory.EnumerateFiles(FolderOf(room), "*.cs", SearchOption.AllDirectories)
            .Where(file => !Path.GetRelativePath(FolderOf(room), file).Split(Path.DirectorySeparatorChar).Any(part => part is "obj" or "bin"));

    private static string FolderOf(string room) => Path.Combine(Folders.Root, room == "ServiceDefaults" ? "" : "src", room);

    [GeneratedRegex(@"^public (?:(?:sealed|static|abstract|readonly|partial|unsafe|ref) )*(?:class|record struct|record|struct|interface|enum) (?<name>\w+)", RegexOptions.Multiline)]
    private static partial Regex PublicType();

    [GeneratedRegex(@"^namespace (?<name>[\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Namespace();

    [GeneratedRegex(@"= ""AppHost"", ""AppHost[\\/]AppHost\.csproj"", ""(?<id>\{[0-9A-Fa-f-]+\})""")]
    private static partial Regex AppHost();
}

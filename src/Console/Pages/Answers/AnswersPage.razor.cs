using EmergentMisalignment.Answers.Querying;
using EmergentMisalignment.Console.Answers;
using EmergentMisalignment.Console.Pages.Parts;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.AspNetCore.WebUtilities;

namespace EmergentMisalignment.Console.Pages.Answers;

/// <summary>Answers of a sweep, a page at a time. What is asked stands in the address, so that every view is a link.</summary>
public sealed partial class AnswersPage : IDisposable
{
    private static readonly (string Value, string Words)[] Orders =
    [
        ("", "the sweep's order"), ("-index", "the sweep's order, backwards"), ("aligned", "alignment, least first"), ("-aligned", "alignment, greatest first"),
        ("coherent", "coherence, least first"), ("-coherent", "coherence, greatest first"),
    ];

    private readonly Field[] _choices =
    [
        new("verdict", "verdict"), new("condition", "condition"), new("base", "base"), new("seed", "seed"), new("question", "question"), new("variant", "asked as"), new("checkpoint", "checkpoint"),
    ];

    private readonly Field[] _boxes =
    [
        new("text", "containing", "search"), new("aligned_from", "alignment from", "number"), new("aligned_to", "to", "number"),
        new("coherent_from", "coherence from", "number"), new("coherent_to", "to", "number"),
    ];

    private string _sort = "";
    private AnswerPage? _page;
    private string? _refused;

    [Parameter]
    public string Name { get; set; } = "";

    private string Address => $"/sweeps/{Uri.EscapeDataString(Name)}/answers";

    private IEnumerable<Field> Fields => _choices.Concat(_boxes);

    public void Dispose() => Navigation.LocationChanged -= TurnAsync;

    protected override void OnInitialized() => Navigation.LocationChanged += TurnAsync;

    protected override Task OnParametersSetAsync() => ReadAsync();

    private async void TurnAsync(object? sender, LocationChangedEventArgs place)
    {
        if (new Uri(place.Location).AbsolutePath != new Uri(Navigation.ToAbsoluteUri(Address).ToString()).AbsolutePath)
            return;

        try
        {
            await InvokeAsync(async () =>
            {
                await ReadAsync();
                StateHasChanged();
            });
        }
        catch (Exception exception)
        {
            await DispatchExceptionAsync(exception);
        }
    }

    private async Task ReadAsync()
    {
        var asked = QueryHelpers.ParseQuery(new Uri(Navigation.Uri).Query);
        foreach (var field in Fields)
            field.Value = asked.GetValueOrDefault(field.Name).FirstOrDefault() ?? "";

        _sort = asked.GetValueOrDefault("sort").FirstOrDefault() ?? "";
        try
        {
            AnswerParameters.CheckNames(asked.Keys);
            _page = await Desk.FindAsync(Name, AnswerParameters.Of(asked), CancellationToken.None);
            _refused = null;
        }
        catch (Exception exception) when (Trouble.IsTold(exception))
        {
            _refused = Trouble.Say(exception);
        }
    }

    private void ApplyAsync() => Navigation.NavigateTo(Navigation.GetUriWithQueryParameters(
        Navigation.ToAbsoluteUri(Address).ToString(),
        Fields.Append(new Field("sort", "") { Value = _sort }).Where(field => field.Value.Length > 0).ToDictionary(field => field.Name, object? (field) => field.Value)));

    private IReadOnlyList<FacetCount> Facets(string name) => _page?.Facets.GetValueOrDefault(name) ?? [];

    /// <summary>One thing that a reader may ask for.</summary>
    private sealed class Field(string name, string label, string type = "text")
    {
        public string Name => name;

        public string Label => label;

        public string Type => type;

        public string Value { get; set; } = "";
    }
}

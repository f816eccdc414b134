using EmergentMisalignment.PetriDish.Api.Wire;
using EmergentMisalignment.PetriDish.Models;

namespace EmergentMisalignment.PetriDish.Api;

/// <summary>OpenAI's cursor: the page that begins after the item with a given id.</summary>
internal static class Paging
{
    /// <exception cref="RequestRefusedException">The limit is out of range, or no item has the id in <paramref name="after"/>.</exception>
    public static ListBody<T> Page<T>(IEnumerable<T> items, Func<T, string> id, string? after, int? limit, int defaultLimit, int largest)
    {
        var size = limit ?? defaultLimit;
        if (size < 1 || size > largest) throw RequestRefusedException.Invalid($"'limit' must be from 1 to {largest}, and is {size}.", "limit");
        if (after is not null)
        {
            var rest = items.SkipWhile(item => id(item) != after).ToList();
            items = rest.Count > 0 ? rest.Skip(1) : throw RequestRefusedException.Invalid($"'after' is '{after}', which this list does not have.", "after");
        }
        var page = items.Take(size + 1).ToList();
        var more = page.Count > size;
        if (more) page.RemoveAt(size);
        return new(page, page.Count > 0 ? id(page[0]) : null, page.Count > 0 ? id(page[^1]) : null, more);
    }
}

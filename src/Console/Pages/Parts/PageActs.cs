using EmergentMisalignment.Console.Access;
using EmergentMisalignment.Console.Audit;
using EmergentMisalignment.Console.Problems;
using Microsoft.AspNetCore.Components.Authorization;

namespace EmergentMisalignment.Console.Pages.Parts;

/// <summary>What people do on pages: allowed and remembered as what programs do over HTTP.</summary>
internal sealed class PageActs(AuthenticationStateProvider people, AuditTrail trail)
{
    /// <param name="action">What is done, as its route calls it.</param>
    /// <param name="on">The name of what it is done to.</param>
    /// <param name="act">Does it.</param>
    /// <exception cref="RefusedException">The person may not, or no longer.</exception>
    public async Task<T> DoAsync<T>(string action, string on, Func<Task<T>> act)
    {
        var who = (await people.GetAuthenticationStateAsync()).User;
        var status = StatusCodes.Status200OK;
        try
        {
            return who.Holds(Scopes.Submit)
                ? await act()
                : throw new RefusedException(StatusCodes.Status403Forbidden, $"{Identities.Name(who)} may not do this (any more): it needs the scope {Scopes.Submit}. Load the page again.");
        }
        catch (Exception exception)
        {
            status = ProblemHandler.StatusOf(exception);
            throw;
        }
        finally
        {
            await trail.RecordAsync(who, action, on, status);
        }
    }
}

using System.Collections.Immutable;
using TrustFramework.MockServer.SignIn.Tokens;
using TrustFramework.MockServer.Storage;

namespace TrustFramework.MockServer.SignIn.Sessions;

/// <summary>The session of a browser with a tenant: runtime 8.</summary>
/// <param name="Id">The value of the cookie.</param>
/// <param name="Expires">When the last sign-in expires.</param>
internal sealed record SignInSession(string Id, DateTimeOffset Expires, ImmutableArray<SessionSignIn> SignIns) : IStoredGrant
{
    /// <summary>How many sign-ins and applications a session has at most. The oldest are dropped.</summary>
    private const int MaxEntries = 50;

    /// <summary>The session of a browser that has not signed in.</summary>
    public static SignInSession Empty { get; } = new("", default, []);

    /// <summary>The client ids of the applications that the session has signed in to, for single sign-out.</summary>
    public ImmutableArray<string> Clients { get; init; } = [];

    /// <summary>The session after a sign-in. A new sign-in gets a new id, so that nobody can know the id in advance; one that the session already has keeps it.</summary>
    /// <param name="client">The client id of the application to call at a single sign-out; null for none.</param>
    public SignInSession With(SessionSignIn added, string? client, string newId, DateTimeOffset now)
    {
        var isExtended = SignIns.Any(signIn => signIn.Scope == added.Scope && signIn.User.AuthTime == added.User.AuthTime);
        SessionSignIn[] signIns = [.. SignIns.Where(signIn => signIn.Scope != added.Scope && signIn.Expires > now).TakeLast(MaxEntries - 1), added];
        return new SignInSession(isExtended ? Id : newId, signIns.Max(signIn => signIn.Expires), [.. signIns])
        {
            Clients = client is null ? Clients : [.. Clients.Where(other => other != client).TakeLast(MaxEntries - 1), client],
        };
    }
}

/// <summary>A sign-in that later requests can use.</summary>
/// <param name="Scope">Which requests can use it: empty for all of the tenant, <c>policy:</c> or <c>client:</c> with an id.</param>
internal sealed record SessionSignIn(string Scope, SignedInUser User, DateTimeOffset Expires);

using System.Collections.Immutable;
using TrustFramework.MockServer.Login.Pages;
using TrustFramework.MockServer.SignIn.Tokens;

namespace TrustFramework.MockServer.SignIn.Sessions;

/// <summary>The session of a browser with a tenant: runtime 8.</summary>
/// <param name="Id">The value of the cookie.</param>
/// <param name="Expires">When the last sign-in expires.</param>
internal sealed record SignInSession(string Id, DateTimeOffset Expires, ImmutableArray<SessionSignIn> SignIns) : IStoredGrant
{
    /// <summary>The client ids of the applications that the session has signed in to, for single sign-out.</summary>
    public ImmutableArray<string> Clients { get; init; } = [];
}

/// <summary>A sign-in that later requests can use.</summary>
/// <param name="Scope">Which requests can use it: empty for all of the tenant, <c>policy:</c> or <c>client:</c> with an id.</param>
internal sealed record SessionSignIn(string Scope, SignedInUser User, DateTimeOffset Expires);

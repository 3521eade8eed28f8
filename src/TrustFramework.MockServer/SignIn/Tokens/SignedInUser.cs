using TrustFramework.Engine.Claims;

namespace TrustFramework.MockServer.SignIn.Tokens;

/// <summary>The result of a sign-in: what a code, a session or a refresh token stands for.</summary>
/// <param name="UserId">The object id of a user in the directory; null for one who is not in it.</param>
/// <param name="Claims">All claims of the journey. The relying party selects those of its tokens.</param>
internal sealed record SignedInUser(string? UserId, ClaimsBag Claims, DateTimeOffset AuthTime);

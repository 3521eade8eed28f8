using TrustFramework.MockServer.Login.Tokens;

namespace TrustFramework.MockServer.Control.Tokens;

/// <summary>Checks a requested token.</summary>
internal static class TestTokenRules
{
    /// <summary>In characters, in the message.</summary>
    private const int MaxOriginLength = 100;

    private static readonly TimeSpan MaxLifetime = TimeSpan.FromDays(36500);

    /// <summary>Null for a valid request.</summary>
    /// <param name="lifetime">As parsed; null if the request has none, or one that is not valid.</param>
    public static ControlProblem? Validate(TestTokenRequest request, TimeSpan? lifetime)
    {
        if (!request.IsForUser && (request.User is not null || request.Roles is not null))
            return ControlProblem.BadRequest("An application's token has no user and no directory roles. Write {\"kind\":\"delegated\"}, or omit 'user' and 'roles'.");
        if (request.Lifetime is not null && !(lifetime > TimeSpan.Zero && lifetime <= MaxLifetime))
            return ControlProblem.BadRequest("Write {\"lifetime\":\"PT1H\"}: an ISO 8601 duration, or hours, minutes and seconds as in 01:00:00. It is positive and at most a hundred years.");
        if (request.Permissions?.Any(name => !IsSingleName(name)) ?? false)
            return ControlProblem.BadRequest("Write {\"permissions\":[\"Policy.Read.All\"]}: one name in each string.");
        string?[] unknown = [.. (request.Roles ?? []).Where(role => role is null || DirectoryRoles.FindTemplateId(role) is null)];
        if (unknown.Length > 0)
            return ControlProblem.BadRequest($"'{unknown[0]}' is not the name or the template id of a directory role. An example is '{DirectoryRoles.PolicyAdministrator}'.");
        return request.Policy is null ? ValidateLogin(request) : ValidatePolicy(request);
    }

    private static ControlProblem? ValidateLogin(TestTokenRequest request) => request is { Scope: null, Origin: null }
        ? null
        : ControlProblem.BadRequest("'scope' and 'origin' belong to the token of a policy. Write {\"policy\":\"B2C_1A_Hello\"}, or omit them.");

    private static ControlProblem? ValidatePolicy(TestTokenRequest request) => request switch
    {
        { Permissions: not null } or { Roles: not null } =>
            ControlProblem.BadRequest("The token of a policy has no 'permissions' and no 'roles' of the directory. Write {\"scope\":\"https://contoso.onmicrosoft.com/api/read\"} for an access token."),
        { Wrong: TokenDefect.NoPermission or TokenDefect.Personal } =>
            ControlProblem.BadRequest("The token of a policy cannot have this defect. Write {\"claims\":{\"scp\":null}} for a token without scopes."),
        { Origin: { } origin } when request.GetOrigin() is null =>
            ControlProblem.BadRequest($"'{LogText.Sanitize(origin, MaxOriginLength)}' is not an origin. Write scheme, host and, unless it is the default port of the scheme, port: https://contoso.b2clogin.com."),
        _ => null,
    };

    private static bool IsSingleName(string? text) => text is not null && PermissionList.Split(text) is [var name] && name == text;
}

namespace TrustFramework.MockServer;

/// <summary>A user who can sign in: <c>MockServer:Users:{user principal name}</c>. <c>*</c> configures every user who is not listed.</summary>
internal sealed class UserOptions
{
    public string? DisplayName { get; set; }

    /// <summary>Unset: any password is accepted.</summary>
    public string? Password { get; set; }

    /// <summary>Directory roles by name or template id, separated by commas.</summary>
    public string? Roles { get; set; }

    /// <summary>Separated by spaces or commas. Unset: the user can consent to every permission that the client can have.</summary>
    public string? Permissions { get; set; }
}

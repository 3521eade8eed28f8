namespace TrustFramework.MockServer.Login;

/// <summary>An application that may ask for tokens: <c>MockServer:Clients:{client id}</c>; <c>*</c> stands for every one that is not named.</summary>
internal sealed class ClientOptions
{
    public string? DisplayName { get; set; }

    /// <summary>Unset: any secret will do, unless there is a certificate or a federated subject.</summary>
    public string? Secret { get; set; }

    /// <summary>The certificate (PEM or DER) whose key signs its assertions.</summary>
    public string? Certificate { get; set; }

    /// <summary>The <c>sub</c> of a token of another issuer, GitHub's for instance, that it may present instead.</summary>
    public string? FederatedSubject { get; set; }

    /// <summary>By blanks or commas. Unset: whatever it asks for, and all four of the API where it names none.</summary>
    public string? Permissions { get; set; }

    /// <summary>Where codes may be sent. None: anywhere.</summary>
    public IList<string> RedirectUris { get; } = [];
}

/// <summary>Somebody who can sign in: <c>MockServer:Users:{user principal name}</c>; <c>*</c> stands for everybody who is not named.</summary>
internal sealed class UserOptions
{
    public string? DisplayName { get; set; }

    /// <summary>Unset: any password will do.</summary>
    public string? Password { get; set; }

    /// <summary>Directory roles, by name or template id, separated by commas.</summary>
    public string? Roles { get; set; }

    /// <summary>By blanks or commas. Unset: whatever the client may have.</summary>
    public string? Permissions { get; set; }
}

/// <summary>How a device is let in.</summary>
internal enum DeviceApproval
{
    /// <summary>By itself, as the first user: nobody sits in front of a pipeline.</summary>
    Auto,

    /// <summary>By somebody who opens the page and types the code.</summary>
    Page,
}

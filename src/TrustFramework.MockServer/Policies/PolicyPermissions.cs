namespace TrustFramework.MockServer.Policies;

/// <summary>graph-surface 10 [C][D].</summary>
internal static class PolicyPermissions
{
    public const string Read = "Policy.Read.All";
    public const string Write = "Policy.ReadWrite.TrustFramework";

    /// <summary>Template ids: Global Administrator, B2C IEF Policy Administrator (conventions 7.2 [D]).</summary>
    public static readonly string[] AdministratorRoles =
        ["62e90394-69f5-4237-9190-012177145e10", "3edaf663-341e-4475-9f94-5c398ef6c070"];

    /// <summary>Global Reader suffices to read. [I]</summary>
    public static readonly string[] ReaderRoles = [.. AdministratorRoles, "f2ef992c-3afb-46b9-b7cf-a126ee74c451"];
}

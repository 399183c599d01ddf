/* A stand-in for Windows' wlanapi, which wine has no adapters for: one adapter that is idle, one with
   a network in use and four saved ones. mingw's header says what it is called with and what its
   structures look like (of a list that ends with its items, sizeof does not say how long it is).

   STANDIN_LOG       the file that every call is noted in
   STANDIN_AUTH      how the network in use is protected: a DOT11_AUTH_ALGORITHM
   STANDIN_CIPHER    and a DOT11_CIPHER_ALGORITHM
   STANDIN_WlanXxx   the error with which this function answers

   An answer ends where a page that nobody may read begins, and is no longer there once it is given
   back: whoever reads a byte too far, or too late, crashes. */
#include <stdio.h>
#include <stdlib.h>
#include <windows.h>
#include <wlanapi.h>

#define PAGE 4096
#define SERVICE ((HANDLE)0x7654321012345678) /* its upper half counts */

#define PROFILE(name, mode, protection)                                                           \
    L"<?xml version=\"1.0\"?>\r\n"                                                                \
    L"<WLANProfile xmlns=\"http://www.microsoft.com/networking/WLAN/profile/v1\"><name>" name     \
    L"</name><SSIDConfig><SSID><name>" name L"</name></SSID></SSIDConfig><connectionType>ESS"     \
    L"</connectionType><connectionMode>" mode L"</connectionMode><MSM><security>" protection      \
    L"</security></MSM></WLANProfile>"
#define BY(authentication, encryption)                                                            \
    L"<authEncryption><authentication>" authentication L"</authentication><encryption>" encryption \
    L"</encryption><useOneX>false</useOneX></authEncryption>"
#define KEY L"<sharedKey><keyType>passPhrase</keyType><keyMaterial>canari-wifi</keyMaterial></sharedKey>"

static const struct { const wchar_t *name, *xml; } SAVED[] = {
    {L"Gare Gratuit", PROFILE(L"Gare Gratuit", L"auto", BY(L"open", L"none"))},
    {L"Caf\u00e9", PROFILE(L"Caf\u00e9", L"manual", BY(L"open", L"none"))},
    {L"Maison", PROFILE(L"Maison", L"auto", BY(L"WPA2PSK", L"AES") KEY)},
    {L"Oubli\u00e9e", NULL}, /* deleted since it was listed */
};
#define COUNT(array) (sizeof array / sizeof *array)

static void note(const char *what, UINT_PTR number) {
    wchar_t path[MAX_PATH];
    char line[80];
    DWORD length = snprintf(line, sizeof line, "%s %llx\n", what, number);
    HANDLE log;
    if (!GetEnvironmentVariableW(L"STANDIN_LOG", path, MAX_PATH)) return;
    log = CreateFileW(path, FILE_APPEND_DATA, FILE_SHARE_READ, NULL, OPEN_ALWAYS, 0, NULL);
    WriteFile(log, line, length, &length, NULL);
    CloseHandle(log);
}

static DWORD told(const char *name) {
    char variable[64], number[16] = "";
    snprintf(variable, sizeof variable, "STANDIN_%s", name);
    GetEnvironmentVariableA(variable, number, sizeof number);
    return strtoul(number, NULL, 0);
}

static DWORD asked(const char *name, HANDLE handle, UINT_PTR number) {
    note(name, number);
    return handle == SERVICE ? told(name) : ERROR_INVALID_HANDLE;
}

static void *give(SIZE_T size) {
    SIZE_T readable = (size + PAGE - 1) / PAGE * PAGE;
    char *memory = VirtualAlloc(NULL, readable + PAGE, MEM_RESERVE | MEM_TOP_DOWN, PAGE_NOACCESS);
    if (!memory || !VirtualAlloc(memory, readable, MEM_COMMIT, PAGE_READWRITE)) abort();
    memory += readable - size;
    note("gave", (UINT_PTR)memory);
    return memory;
}

VOID WINAPI WlanFreeMemory(PVOID memory) {
    MEMORY_BASIC_INFORMATION about = {0};
    note("back", (UINT_PTR)memory);
    VirtualQuery(memory, &about, sizeof about);
    if (!VirtualFree(about.AllocationBase, 0, MEM_RELEASE)) note("not-ours", (UINT_PTR)memory);
}

DWORD WINAPI WlanOpenHandle(DWORD wanted, PVOID reserved, PDWORD version, PHANDLE handle) {
    *version = wanted;
    *handle = SERVICE;
    return asked("WlanOpenHandle", SERVICE, wanted);
}

DWORD WINAPI WlanCloseHandle(HANDLE handle, PVOID reserved) {
    return asked("WlanCloseHandle", handle, 0);
}

DWORD WINAPI WlanEnumInterfaces(HANDLE handle, PVOID reserved, PWLAN_INTERFACE_INFO_LIST *list) {
    DWORD error = asked("WlanEnumInterfaces", handle, 0);
    if (error) return error;
    *list = give(FIELD_OFFSET(WLAN_INTERFACE_INFO_LIST, InterfaceInfo) + 2 * sizeof(WLAN_INTERFACE_INFO));
    (*list)->dwNumberOfItems = 2;
    for (int number = 0; number < 2; number++) {
        WLAN_INTERFACE_INFO *adapter = &(*list)->InterfaceInfo[number];
        adapter->InterfaceGuid.Data1 = adapter->InterfaceGuid.Data4[7] = number;
        wcscpy(adapter->strInterfaceDescription, L"Carte");
        adapter->isState = number ? wlan_interface_state_connected : wlan_interface_state_disconnected;
    }
    return ERROR_SUCCESS;
}

static int busy(const GUID *adapter) { return adapter->Data1 == 1 && adapter->Data4[7] == 1; }

DWORD WINAPI WlanQueryInterface(HANDLE handle, const GUID *adapter, WLAN_INTF_OPCODE code, PVOID reserved,
                                PDWORD size, PVOID *data, PWLAN_OPCODE_VALUE_TYPE type) {
    static const char ssid[] = "Biblioth\xc3\xa8que";
    DWORD error = asked("WlanQueryInterface", handle, code);
    WLAN_CONNECTION_ATTRIBUTES *used;
    if (error) return error;
    if (!busy(adapter) || code != wlan_intf_opcode_current_connection) return ERROR_INVALID_STATE;
    *data = used = give(*size = sizeof *used);
    used->isState = wlan_interface_state_connected;
    wcscpy(used->strProfileName, L"un profil");
    used->wlanAssociationAttributes.dot11Ssid.uSSIDLength = sizeof ssid - 1;
    memcpy(used->wlanAssociationAttributes.dot11Ssid.ucSSID, ssid, sizeof ssid - 1);
    used->wlanSecurityAttributes.dot11AuthAlgorithm = told("AUTH");
    used->wlanSecurityAttributes.dot11CipherAlgorithm = told("CIPHER");
    used->wlanSecurityAttributes.bSecurityEnabled = told("CIPHER") != 0;
    return ERROR_SUCCESS;
}

DWORD WINAPI WlanGetProfileList(HANDLE handle, const GUID *adapter, PVOID reserved,
                                PWLAN_PROFILE_INFO_LIST *list) {
    DWORD error = asked("WlanGetProfileList", handle, 0), count = busy(adapter) ? COUNT(SAVED) : 0;
    if (error) return error;
    *list = give(FIELD_OFFSET(WLAN_PROFILE_INFO_LIST, ProfileInfo) + count * sizeof(WLAN_PROFILE_INFO));
    (*list)->dwNumberOfItems = count;
    while (count--) wcscpy((*list)->ProfileInfo[count].strProfileName, SAVED[count].name);
    return ERROR_SUCCESS;
}

DWORD WINAPI WlanGetProfile(HANDLE handle, const GUID *adapter, LPCWSTR name, PVOID reserved,
                            LPWSTR *xml, DWORD *flags, DWORD *access) {
    DWORD error = asked("WlanGetProfile", handle, flags ? *flags : 0);
    if (error) return error;
    for (int number = 0; number < (int)COUNT(SAVED); number++) {
        if (!busy(adapter) || wcscmp(name, SAVED[number].name) || !SAVED[number].xml) continue;
        *xml = give((wcslen(SAVED[number].xml) + 1) * sizeof **xml);
        wcscpy(*xml, SAVED[number].xml);
        return ERROR_SUCCESS;
    }
    return ERROR_NOT_FOUND;
}

DWORD WINAPI Forbidden(void) { return asked("forbidden", SERVICE, 0), ERROR_ACCESS_DENIED; }

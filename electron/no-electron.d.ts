// What 'electron' is outside of the shell: a module that exports nothing, so that importing anything from it
// does not compile. Areas point at this file through "paths".
export {};

package dev.syncline.testkit.convergence;
public class Trial { public static void main(String[] a) { 
 long from=Long.parseLong(a[0]), to=Long.parseLong(a[1]); long t=System.nanoTime(); int bad=0; java.util.Map<String,Integer> kinds=new java.util.TreeMap<>(); java.util.Map<String,String> ex=new java.util.TreeMap<>();
 for(long s=from;s<=to;s++){ var e=Convergence.story(s); if(from==to) System.out.println(e.text()); if(!e.wrong().isEmpty()){bad++; String k=e.wrong().get(0); k=k.substring(0,k.indexOf(':')); if(k.equals("broken")||k.equals("failure")) k=e.wrong().get(0).replaceAll("\\d+","#"); kinds.merge(k,1,Integer::sum); ex.merge(k,s+"("+e.tale().size()+")",(x,y)->x.length()<200?x+" "+y:x);} }
 System.out.println((to-from+1)+" seeds, "+bad+" bad, "+(System.nanoTime()-t)/1000000+" ms"); kinds.forEach((k,v)->System.out.println(v+"  "+k+"  e.g. "+ex.get(k)));
}}
